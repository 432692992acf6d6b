/* Tìm kiếm trong bản xuất ra tệp, phần 10: thẻ của cơ quan, của văn bản được gọi tên, đứng trên các kết quả như ở trang có máy chủ. */
(function (S) {
  "use strict";
  var MOST_PLACES = 12;

  function clausesIn(agency, here) { // bao nhiêu điều khoản tìm thấy có cơ quan này
    var n = 0;
    S.eachOf("#i:" + agency, function (c) { n += here[c]; });
    return n;
  }
  /* Với mỗi cơ quan được gọi tên: [dòng của nơi có nhiều kết quả nhất, các dòng cùng tên ở nơi khác]. */
  S.cardsOf = function (answer) {
    if (!answer.query.agencies.length) return [];
    var here = new Uint8Array(S.D.clauses), keys = answer.query.agencies.map(function (a) { return a.key; });
    answer.hits.forEach(function (h) { here[h.clause] = 1; });
    var rows = keys.map(S.cardRows);
    S.need([].concat.apply([], rows).map(function (row) { return "#i:" + row[1]; }));
    return rows.map(function (some) {
      var counted = some.map(function (row) { return [row, clausesIn(row[1], here)]; }).filter(function (c) { return c[1]; });
      counted.sort(function (a, b) { return b[1] - a[1] || (a[0][1] < b[0][1] ? -1 : 1); });
      return counted.map(function (c) { return c[0]; });
    }).filter(function (some) { return some.length; }).map(function (some) { return [some[0], some.slice(1, 1 + MOST_PLACES).filter(function (row) { return row[3]; })]; });
  };

  /* Văn bản được hỏi bằng số hoặc tên, như site/document_cards.py. */
  S.documentCards = function (answer) {
    var q = answer.query, found = [], of = S.D.documentCards;
    if (q.address.length || q.words.length > of.longest) return [];
    found = q.documents.slice();
    if (!found.length) q.numbers.forEach(function (n) { found = found.concat(S.D.notHeld[n] || []); });
    return S.documentRows(Array.from(new Set(found)).slice(0, of.most));
  };

  var element = S.element = function (name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  function linkTo(row, root, text) {
    var link = element("a", "", text);
    link.href = root + "co-quan/" + row[1] + "/index.html";
    return link;
  }
  /* Trên điện thoại chỉ hiện tên và một dòng, phần còn lại mở ra được, như ở trang có máy chủ (tim-kiem.html). */
  function box(kind, name, address, brief, told) {
    var card = element("section", "the-co-quan"), title = element("p", "ten"), link = element("a", "", name), more = element("details"), line = element("summary");
    card.setAttribute("aria-label", kind + ": " + name);
    link.href = address;
    title.append(link);
    line.append(element("span", "", brief));
    more.append(line);
    told.forEach(function (t) { if (t[1]) more.append(element("p", t[0] + (t[1] === brief ? " da-noi" : ""), t[1])); });
    card.append(title, more);
    return card;
  }
  S.documentCard = function (row, root) { // row: [mã, tên, trích yếu, nói thêm]
    return box("Văn bản", row[1], root + "van-ban/" + row[0] + "/index.html", row[2] || row[3], [["chu-luat", row[2]], ["phu", row[3]]]);
  };
  S.card = function (card, root) {
    var row = card[0], whole = box("Cơ quan", row[2], root + "co-quan/" + row[1] + "/index.html", row[4], [["phu", row[4]]]);
    if (card[1].length) {
      var others = element("p", "phu", "Cùng tên ở nơi khác: ");
      card[1].forEach(function (other, n) { others.append(n ? ", " : "", linkTo(other, root, other[3])); });
      others.append(".");
      whole.lastChild.append(others);
    }
    return whole;
  };
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
