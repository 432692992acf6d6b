/* Gợi ý khi đang gõ trong bản xuất ra tệp: cùng cách chọn với site/suggestions.py; sửa bên nào thì sửa cả bên kia.
   Dữ liệu (site/browser_suggestions.py) chỉ được đọc khi có người gõ, mỗi lần một vài khối nhỏ. */
(function () {
  "use strict";
  var KINDS = ["agency", "document", "clause", "phrase"], EACH = [3, 3, 3, 4], PHRASE = 3, LONGEST = 200, SCANNED = 400, TAILS = 8, LONGEST_NAME = 12;
  var letters = null, firsts = [], blocks = [], files = {};

  window.PHANCAP_GOI_Y_NHAN = { // các tệp dữ liệu gọi đến đây
    dau: function (beginnings, table) { firsts = beginnings; letters = table; },
    khoi: function (n, documents, rows) {
      blocks[n] = rows.map(function (r) {
        var of = r[0] === 2 ? documents[r[5]] : null;
        return {
          kind: r[0], label: r[1], number: r[3], weight: r[4], note: of ? of[1] : r[5], place: of ? "van-ban/" + of[0] + "/" + r[6] + "/index.html" : r[6],
          ending: typeof r[2] === "string" ? r[2] : folds(r[1]).slice(0, 24).slice(r[2]).join(" "), other: typeof r[2] === "string"
        };
      });
    }
  };
  function read(name, base) { // một tệp dữ liệu, một lần
    if (!files[name]) {
      files[name] = new Promise(function (done, failed) {
        var script = document.createElement("script");
        script.src = base + name;
        script.onload = done;
        script.onerror = function () { delete files[name]; script.remove(); failed(new Error(name)); };
        document.head.append(script);
      });
    }
    return files[name];
  }
  function fold(text) {
    return text.normalize("NFC").replace(/[^\x00-\x7f]/g, function (c) { return Object.prototype.hasOwnProperty.call(letters, c) ? letters[c] : c; }).toLowerCase();
  }
  function said(text) { return Array.from(text.matchAll(/[\p{L}\p{N}_]+/gu)); }
  function folds(text) { return said(text.normalize("NFC")).map(function (m) { return fold(m[0]); }); }

  /* Những mục có một phần tên bắt đầu như vậy, mỗi mục một lần. */
  function fitting(asked, base) {
    var found = [], seen = new Set(), others = new Set(), n = 0;
    found.others = others;
    while (n + 1 < firsts.length && firsts[n + 1] < asked) n += 1;
    function look() {
      return read("g-" + n + ".js", base).then(function () {
        for (var i = 0; i < blocks[n].length; i++) {
          var row = blocks[n][i];
          if (row.ending < asked) continue;
          if (!row.ending.startsWith(asked) || found.length === SCANNED) return found;
          if (row.other) others.add(row.number); // found by another way of writing: it begins so
          if (!seen.has(row.number)) { seen.add(row.number); found.push(row); }
        }
        n += 1;
        return n < firsts.length ? look() : found;
      });
    }
    return firsts.length ? look() : Promise.resolve(found);
  }
  function order(key) { // như Python xếp các bộ giá trị
    return function (a, b) {
      var one = key(a), other = key(b);
      for (var i = 0; i < one.length; i++) if (one[i] !== other[i]) return one[i] < other[i] ? -1 : 1;
      return 0;
    };
  }
  function different(entries) { // mỗi nơi một lần; cùng tên thì cái sau lùi xuống: "Sở Nội vụ" của ba nơi chỉ là một trong ba gợi ý
    var names = new Set(), places = new Set(), again = [];
    var first = entries.filter(function (e) {
      if (places.has(e.place || e.label)) return false;
      places.add(e.place || e.label);
      if (names.has(e.label)) { again.push(e); return false; }
      return names.add(e.label);
    });
    return first.concat(again);
  }
  function size(text) { return Array.from(text).length; }

  function baseOf(address) { return address.slice(0, address.lastIndexOf("/") + 1); }
  function rootOf(base) { return base.slice(0, base.length - "static/tim/".length); }

  /* Những văn bản có một phần số, tên hoặc trích yếu bắt đầu như chữ đã gõ: cho ô lọc của danh sách văn bản (loc.js). */
  window.PHANCAP_VAN_BAN = function (typed, address) {
    var base = baseOf(address);
    return read("g.js", base).then(function () {
      var words = folds(typed.slice(0, LONGEST)), asked = words.join(" "), seen = new Set();
      if (size(asked) < 2) return null;
      /* "nghị quyết 20": không tên nào bắt đầu như vậy thì tìm theo số, hoặc theo chữ dài nhất, rồi giữ những tên có đủ mọi chữ */
      var key = words.slice().sort(function (a, b) { return /\d/.test(b) - /\d/.test(a) || b.length - a.length; })[0];
      function listed(begun, all) {
        var some = begun.filter(function (e) {
          var has = e.kind === 1 && all ? folds(e.label + " " + e.note) : [];
          return e.kind === 1 && (!all || words.every(function (w) { return has.some(function (h) { return h.startsWith(w); }); }));
        });
        some.sort(order(function (e) { return [-e.weight, size(e.label), e.label]; }));
        return some.filter(function (e) { return !seen.has(e.place) && seen.add(e.place); })
          .map(function (e) { return { label: e.label, note: e.note, url: rootOf(base) + e.place }; });
      }
      return fitting(asked, base).then(function (begun) {
        var found = listed(begun, false);
        return found.length || words.length < 2 ? found : fitting(key, base).then(function (more) { return listed(more, true); });
      });
    });
  };

  window.PHANCAP_GOI_Y = function (typed, address) {
    var base = baseOf(address), root = rootOf(base);
    function shown(entry) {
      var url = root + (entry.place || "tim-kiem/index.html?q=" + encodeURIComponent(entry.label));
      return { kind: KINDS[entry.kind], label: entry.label, note: entry.note, url: url };
    }
    return read("g.js", base).then(function () {
      var head = Array.from(typed).slice(0, LONGEST).join("").normalize("NFC"), words = folds(head), asked = words.join(" ");
      if (size(asked) < 2) return [];
      return fitting(asked, base).then(function (begun) {
        var chosen = [];
        EACH.forEach(function (most, kind) {
          var some = begun.filter(function (e) { return e.kind === kind; });
          some.sort(order(function (e) { return [fold(e.label).startsWith(asked) || begun.others.has(e.number) ? 0 : 1, -e.weight, size(e.label), e.label]; }));
          chosen = chosen.concat(different(some).slice(0, most));
        });
        return chosen.length ? chosen.map(shown) : continued(1);
      }).then(function (found) { // một câu hỏi trọn vẹn: cơ quan được gọi tên đứng trước những cụm từ nối thêm
        if (head.trim().split(/\s+/).length < 2 || found.some(function (one) { return one.kind !== "phrase"; })) return found;
        return named(Math.min(words.length - 1, LONGEST_NAME)).then(function (agencies) { return agencies.concat(found); });
      });
      function named(count) { // "sở tư pháp chủ trì …": cơ quan mà những chữ đầu gọi tên
        var name = words.slice(0, count).join(" ");
        if (count < 2) return Promise.resolve([]);
        return fitting(name, base).then(function (begun) {
          var some = begun.filter(function (e) { return e.kind === 0 && e.ending === name; });
          some.sort(order(function (e) { return [-e.weight, size(e.label), e.label]; }));
          return some.length ? different(some).slice(0, EACH[0]).map(shown) : named(count - 1);
        });
      }
      /* "sở tư pháp thẩm đ" → "sở tư pháp thẩm định các nội dung" */
      function continued(first) {
        var tail = words.slice(first).join(" ");
        if (first >= Math.min(words.length, TAILS) || size(tail) < 3) return [];
        return fitting(tail, base).then(function (begun) {
          var some = begun.filter(function (e) { return e.kind === PHRASE && fold(e.label).startsWith(tail); }), last = said(head)[first - 1];
          if (!some.length) return continued(first + 1);
          some.sort(order(function (e) { return [-e.weight, e.label]; }));
          return some.slice(0, EACH[PHRASE]).map(function (e) {
            return shown({ kind: PHRASE, label: head.slice(0, last.index + last[0].length).trim() + " " + e.label, note: "", place: "" });
          });
        });
      }
    });
  };

  // Gõ ở trang khác: đọc sẵn search.js (nhỏ), tệp ấy xin sẵn các phần của trang tìm; gợi ý đi trước.
  document.addEventListener("input", function typed(event) {
    var form = event.target.form;
    if (!form || !form.hasAttribute("data-goi-y") || form.id === "tim") return;
    document.removeEventListener("input", typed);
    window.setTimeout(function () { read("../search.js", form.getAttribute("data-goi-y").replace(/g\.js$/, "")).catch(function () { /* không sao */ }); }, 400);
  });
})();
