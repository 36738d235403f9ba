// Sends ranges to Python: not too often, not twice, and numbered, so that an answer is known.

const PACE = 120; // ms between two ranges
const PATIENCE = 1_000; // ms to wait for Python before a newer range is sent all the same
const LOST = 10_000; // ms after which an answer no longer comes
const LOOK = 40; // ms between two looks whether Python is ready

class Post {
  // `read` gives the range to send, as two ISO dates.
  constructor(read) {
    this.read = read;
    this.number = 0;
    this.open = false; // the last range sent is not answered yet
    this.wanted = false; // a newer range is to be sent
    this.sent = -Infinity; // when, in ms
    this.last = "";
  }

  get waiting() {
    return this.wanted || (this.open && performance.now() - this.sent < LOST);
  }

  known() {
    this.last = this.read().join();
  }

  // Send when Python is ready for it.
  offer() {
    this.wanted = true;
    clearTimeout(this.timer);
    const since = performance.now() - this.sent;
    const ready = since >= PACE && !this.open && !running();
    if (ready || since >= PATIENCE) this.send();
    else this.timer = setTimeout(() => this.offer(), LOOK);
  }

  // Send now.
  send() {
    clearTimeout(this.timer);
    this.wanted = false;
    const [first, last] = this.read();
    if (this.last === [first, last].join()) return;
    this.known();
    this.open = true;
    this.sent = performance.now();
    this.number += 1;
    this.to("range", { first, last, number: this.number });
  }

  answer(number) {
    if (number === this.number) this.open = false;
  }

  close() {
    clearTimeout(this.timer);
  }
}

// Whether the page's script runs: Streamlit marks its page so, and an unmarked page counts as done.
function running() {
  return document.querySelector("[data-test-script-state=running]") !== null;
}
