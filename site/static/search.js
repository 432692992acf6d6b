/* Tìm kiếm trong bản xuất ra tệp: chạy được khi mở từ đĩa, không cần máy chủ, không tải gì từ nơi khác.
   Trang chỉ cần tệp này; các phần khác và dữ liệu được đọc khi có người tìm. */
(function () {
  "use strict";
  var PARTS = ["search-words.js", "search-query.js", "search-ranking.js", "tim-kiem.js"];

  // ---- the page ----------------------------------------------------------------------------------------------------
  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }
  /* A long text is shown from a little before its first mark; cuts fall between words. */
  function passage(text, spans) {
    var whole = 420, from = 0, to = text.length, holder = element("p", "luat"), at;
    if (text.length > whole) {
      from = spans.length && spans[0][0] > 160 ? text.lastIndexOf(" ", spans[0][0] - 80) + 1 : 0;
      to = Math.min(text.length, from + whole);
      if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + 1);
    }
    at = from;
    if (from) holder.append("… ");
    spans.forEach(function (s) {
      if (s[0] < at || s[1] > to) return;
      holder.append(text.slice(at, s[0]));
      holder.append(element("mark", "", text.slice(s[0], s[1])));
      at = s[1];
    });
    holder.append(text.slice(at, to) + (to < text.length ? " …" : ""));
    return holder;
  }
  /* The duty line, as the served pages show it: role, who, what, then with whom and when. */
  function dutyLine(row) {
    var data = window.PHANCAP_TIM, block = element("div", "nhiem-vu gon"), main = element("p", "dong-chinh"), more = element("p", "dong-phu");
    var role = element("span", "vai vai-" + row[0]), shape = element("span", "hinh", data.shapes[row[0]]);
    shape.setAttribute("aria-hidden", "true");
    role.append(shape, " " + data.roleNames[row[0]]);
    main.append(role, " ", element(row[1] ? "strong" : "span", row[1] ? "ai" : "ai canh-bao", row[1] || data.noBearer));
    if (row[2]) main.append(" ", element("span", "viec", row[2]));
    row[3].forEach(function (told) {
      var piece = element("span", "muc");
      piece.append(element("span", "ten-muc", told[0] + ":"), " " + told[1]);
      more.append(piece, " ");
    });
    more.append(element("span", "muc xet", row[4]));
    block.append(main, more);
    return block;
  }
  function capital(text) { return text.slice(0, 1).toUpperCase() + text.slice(1); }
  function show(place, answer) {
    var S = window.PHANCAP_MAY, root = place.getAttribute("data-root") || "", shown = 50;
    place.textContent = "";
    var count = element("h2", "so-ket-qua"), found = answer.hits.length;
    place.append(count);
    if (answer.query.fixed) place.append(element("p", "cau-may", "Đã tìm theo: " + answer.query.fixed));
    if (answer.query.unknown.length) place.append(element("p", "cau-may", "Không có điều khoản nào chứa: " + answer.query.unknown.slice(0, 5).join(", ") + "."));
    if (!found) {
      count.textContent = answer.query.typed ? "Không có điều khoản phù hợp" : "Xin nhập từ cần tìm, ví dụ: sở tư pháp thẩm định.";
      var way = element("p", "", "Có thể thử ít từ hơn, viết đầy đủ từ viết tắt, hoặc xem "), link = element("a", "", "danh sách văn bản");
      link.href = root + "van-ban/index.html";
      way.append(link, ".");
      place.append(way);
      return;
    }
    count.textContent = "Có " + found + " điều khoản phù hợp" + (found > shown ? "; dưới đây là " + shown + " điều khoản đầu" : "");
    var list = element("ol", "ds-ket-qua");
    answer.hits.slice(0, shown).forEach(function (hit) {
      var row = hit.p.row, item = element("li"), title = element("h3"), heading = row.k[row.k.length - 1];
      var link = element("a", "", capital(row.c) + (heading ? ": " + heading : ""));
      item.append(element("p", "duong-nho", [row.n].concat(row.k.slice(0, -1)).join(" › ")));
      link.href = root + row.u;
      title.append(link);
      item.append(title);
      if (row.x) item.append(passage(row.x.normalize("NFC"), S.spansOf(hit.p.tokens, answer.asked)));
      (row.y || []).forEach(function (duty) { item.append(dutyLine(duty)); });
      list.append(item);
    });
    place.append(list);
  }
  function load(base, names, done, failed) {
    var left = names.length;
    if (!left) done();
    names.forEach(function (name) {
      var script = document.createElement("script");
      script.src = base + name;
      script.async = false; // the parts run in the order they are named
      script.onload = function () { left -= 1; if (!left) done(); };
      script.onerror = failed;
      document.head.append(script);
    });
  }
  function start() {
    var place = document.querySelector("#ket-qua[data-offline]"), form = document.getElementById("tim");
    if (!place) return;
    var own = document.querySelector('script[src*="/search.js"],script[src^="search.js"]');
    var base = own ? own.getAttribute("src").replace(/search\.js(?:[?#].*)?$/, "") : (place.getAttribute("data-root") || "") + "static/";
    var input = form && form.querySelector('input[name="q"]'), state = "none", waiting = null;
    function failed() {
      state = "none";
      place.textContent = "";
      place.append(element("p", "", "Không đọc được dữ liệu tìm kiếm. Xin kiểm tra thư mục đã sao chép đủ tệp."));
    }
    function run(text) {
      waiting = text;
      if (state === "ready") {
        var answer = window.PHANCAP_MAY.search(text);
        show(place, answer);
      } else if (state === "none") {
        state = "loading";
        place.textContent = "";
        place.append(element("p", "so-ket-qua", "Đang đọc dữ liệu…"));
        load(base, PARTS, function () {
          load(base, window.PHANCAP_TIM.files, function () {
            window.PHANCAP_MAY.ready(window.PHANCAP_TIM);
            state = "ready";
            run(waiting);
          }, failed);
        }, failed);
      }
    }
    function typed() {
      try { return new URLSearchParams(window.location.search).get("q") || ""; } catch (error) { return ""; }
    }
    if (form) {
      form.addEventListener("submit", function (event) {
        event.preventDefault();
        var text = input ? input.value : "";
        // một số trình duyệt không cho đổi địa chỉ của trang mở từ đĩa
        try { window.history.replaceState(null, "", "?q=" + encodeURIComponent(text)); } catch (error) { /* giữ địa chỉ cũ */ }
        run(text);
      });
    }
    if (typed()) {
      if (input) input.value = typed();
      run(typed());
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
