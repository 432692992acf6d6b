/* Tìm kiếm trong bản xuất ra tệp: chạy được khi mở từ đĩa, không cần máy chủ, không tải gì từ nơi khác.
   Trang chỉ có tệp này; các phần khác được đọc khi có người dùng ô tìm, dữ liệu được đọc từng phần theo câu hỏi. */
(function () {
  "use strict";
  var PARTS = ["search-words.js", "search-index.js", "search-spelling.js", "search-numbers.js", "search-agencies.js", "search-query.js", "search-ranking.js", "search-matching.js", "search-articles.js", "search-cards.js", "search-show.js", "tim/tim-kiem.js"];
  var FILTERS = ["co-quan", "vai-tro", "van-ban", "loai", "thoi-han", "ra-soat"];

  /* Người đang gõ ở trang khác sắp mở trang tìm: xin sẵn các phần vào bộ nhớ đệm của trình duyệt, mạng chậm đỡ một lượt chờ. */
  function ahead(base) {
    if (!/^https?:$/.test(window.location.protocol) || (navigator.connection && navigator.connection.saveData)) return;
    PARTS.forEach(function (name) { window.fetch(base + name, { credentials: "same-origin", priority: "low" }).catch(function () { /* không sao */ }); });
  }
  /* Những tệp mà câu hỏi nào cũng cần: xin cùng lúc với các khối của câu hỏi, không đợi đến lượt. */
  function always(columns) {
    var names = ["van-ban.js"];
    for (var n = 0; n < columns; n++) names.push("c-" + n + ".js");
    return names;
  }

  function start() {
    var place = document.querySelector("#ket-qua[data-offline]"), form = document.getElementById("tim");
    var own = document.querySelector('script[src*="/search.js"],script[src^="search.js"]');
    var base = own ? own.getAttribute("src").replace(/search\.js(?:[?#].*)?$/, "") : (place ? place.getAttribute("data-root") || "" : "") + "static/";
    if (!place || !form) return ahead(base);
    var input = form.querySelector('input[name="q"]'), files = {}, parts = null, latest = 0, shown = "";

    function read(name) { // a script file, once
      if (!files[name]) {
        files[name] = new Promise(function (done, failed) {
          var script = document.createElement("script");
          script.src = base + name;
          script.async = false; // the parts run in the order they are named
          script.onload = done;
          script.onerror = function () { delete files[name]; script.remove(); failed(new Error(name)); };
          document.head.append(script);
        });
      }
      return files[name];
    }
    function data(name) { return read("tim/" + name); }
    function ready() {
      if (!parts) {
        parts = Promise.all(PARTS.map(read)).then(function () {
          window.PHANCAP_MAY.ready(window.PHANCAP_TIM);
          always(window.PHANCAP_TIM.columns).forEach(function (name) { data(name).catch(function () { /* câu hỏi sẽ báo */ }); });
          return window.PHANCAP_MAY;
        });
        parts.catch(function () { parts = null; });
      }
      return parts;
    }
    function asked() { // what the page's address asks for
      var found = { q: "", filters: {} };
      new URLSearchParams(window.location.search).forEach(function (value, name) {
        if (name === "q") found.q = value;
        else if (FILTERS.includes(name) && value) found.filters[name] = value;
      });
      return found;
    }
    function address(state) {
      var query = new URLSearchParams();
      query.set("q", state.q);
      FILTERS.forEach(function (name) { if (state.filters[name]) query.set(name, state.filters[name]); });
      return "?" + query.toString();
    }
    var heading = document.title;
    function go(state) {
      var turn = latest += 1;
      shown = address(state);
      document.title = (state.q ? state.q + " · " : "") + heading;
      input.value = state.q;
      place.setAttribute("aria-busy", "true");
      document.body.classList.add("da-hoi"); // trên điện thoại: bỏ tiêu đề và lời dẫn của ô tìm, nhường chỗ cho kết quả
      ready().then(function (S) {
        if (turn !== latest) return null;
        return S.show(place, state, { read: data, address: address, go: open, current: function () { return turn === latest; } });
      }).catch(function () {
        if (turn !== latest) return;
        place.textContent = "";
        var told = document.createElement("p");
        told.textContent = "Không đọc được dữ liệu tìm kiếm. Xin kiểm tra thư mục đã sao chép đủ tệp, rồi thử lại.";
        place.append(told);
      }).then(function () { if (turn === latest) place.removeAttribute("aria-busy"); });
    }
    function open(state) {
      // một số trình duyệt không cho đổi địa chỉ của trang mở từ đĩa: khi đó giữ địa chỉ cũ
      try { window.history.pushState(null, "", address(state)); } catch (error) { /* giữ địa chỉ cũ */ }
      go(state);
    }
    input.addEventListener("input", function () { ready().catch(function () { /* lúc hỏi sẽ báo */ }); }, { once: true });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      open({ q: input.value, filters: {} });
    });
    window.addEventListener("popstate", function () { if (address(asked()) !== shown) go(asked()); }); // a link within the page is no other question
    if (asked().q || Object.keys(asked().filters).length) {
      place.textContent = ""; // lời mời nhập và ví dụ chỉ dành cho trang chưa hỏi gì
      go(asked());
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
