/* The layer of very many events.

   st_folium takes a layer away and adds its successor whenever something changes. What is on the
   screen therefore belongs to a board, which the successor takes over. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { Board } = dateline.discs;

  /* Boards of a map that no layer owns just now; one that nobody takes over goes. */
  function idle(map) {
    return (map._datelineBoards = map._datelineBoards || []);
  }

  const DiscLayer = L.Layer.extend({
    initialize(payload) {
      const text = new TextDecoder().decode(dateline.packed.decoded(payload));
      this.data = JSON.parse(text);
    },

    onAdd(map) {
      this.board = idle(map).pop() || new Board(map);
      this.board.show(this.data);
    },

    onRemove(map) {
      const { board } = this;
      this.board = undefined;
      idle(map).push(board);
      setTimeout(() => {
        const place = idle(map).indexOf(board);
        if (place < 0) return;
        idle(map).splice(place, 1);
        board.remove();
      }, 0);
    },
  });

  dateline.discLayer = (payload) => new DiscLayer(payload);
})();
