/* The card beside a mark: title and lines as plain text, turned so that it stays in view. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const LINES = 8;
  const GAP = 14;

  function element(tag, style, text) {
    const made = document.createElement(tag);
    if (style) made.className = style;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function paragraph(style, text) {
    const made = element("div", style, text);
    made.dir = "auto";
    return made;
  }

  class Card {
    constructor(map) {
      this.map = map;
      this.box = element("div", "dl-card");
      this.box.setAttribute("role", "tooltip");
      this.box.hidden = true;
      map.getContainer().append(this.box);
    }

    /* rise: pixels above and below the point that the symbol covers. */
    show(item, point, rise) {
      const lines = item.lines.slice(0, LINES);
      const left = item.lines.length - lines.length;
      if (left > 0) lines.push(`… and ${left} more`);
      this.box.replaceChildren(paragraph("dl-card-title", item.title),
        ...lines.map((line) => paragraph("dl-card-line", line)));
      this.box.hidden = false;
      this.key = item.key;
      this.place(point, rise || 16);
    }

    place(point, rise) {
      const size = this.map.getSize();
      const [width, height] = [this.box.offsetWidth, this.box.offsetHeight];
      const above = point.y - rise - GAP - height;
      const top = above >= 6 ? above : Math.min(point.y + rise + GAP, size.y - height - 6);
      const left = Math.max(6, Math.min(point.x - width / 2, size.x - width - 6));
      this.box.style.transform = `translate(${Math.round(left)}px, ${Math.round(Math.max(6, top))}px)`;
    }

    hide() {
      this.box.hidden = true;
      this.key = undefined;
    }

    remove() {
      this.box.remove();
    }
  }

  dateline.Card = Card;
  dateline.element = element;
})();
