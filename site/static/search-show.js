/* Tìm kiếm trong bản xuất ra tệp, phần 11: bày kết quả, thu hẹp. Cùng cách bày với trang có máy chủ (tim-kiem.html). */
(function (S) {
  "use strict";
  var PAGE = 10, LONGEST_LIST = 12;
  var PARTS = {
    words: "các từ đã gõ", pairs: "các từ đứng liền nhau", agency: "cơ quan đã hỏi", role: "vai trò", when: "thời gian, định kỳ",
    number: "số văn bản", phrase: "cụm từ trong ngoặc kép", address: "địa chỉ điều khoản", document: "văn bản đã hỏi", territory: "văn bản của địa phương đã hỏi"
  };
  var element = S.element;
  function capital(text) { return text.slice(0, 1).toUpperCase() + text.slice(1); }
  function number(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, "."); }
  function hidden(text) { return element("span", "an", text); }

  // ---- one clause -------------------------------------------------------------------------------------------------
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
      holder.append(text.slice(at, s[0]), element("mark", "", text.slice(s[0], s[1])));
      at = s[1];
    });
    holder.append(text.slice(at, to) + (to < text.length ? " …" : ""));
    return holder;
  }
  /* The duty line, as the served pages show it: role, who, what, then with whom and when. */
  function dutyLine(row) {
    var block = element("div", "nhiem-vu gon"), main = element("p", "dong-chinh"), more = element("p", "dong-phu");
    var role = element("span", "vai vai-" + row[0]), shape = element("span", "hinh", S.D.shapes[row[0]]);
    shape.setAttribute("aria-hidden", "true");
    role.append(shape, " " + S.D.roleNames[row[0]]);
    main.append(role, " ", element(row[1] ? "strong" : "span", row[1] ? "ai" : "ai canh-bao", row[1] || S.D.noBearer));
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
  function item(found, root) {
    var row = found.row, made = element("li"), title = element("h3"), heading = row.trail[row.trail.length - 1];
    var link = element("a", "", capital(row.citation) + (heading ? ": " + heading : ""));
    made.append(element("p", "duong-nho", [row.short].concat(row.trail.slice(0, -1)).filter(Boolean).join(" › ")));
    link.href = root + "van-ban/" + row.folder + "/index.html";
    title.append(link);
    made.append(title);
    if (row.text) made.append(passage(row.text.normalize("NFC"), found.spans));
    row.duties.forEach(function (duty) { made.append(dutyLine(duty)); });
    var bearing = []; // the bodies that were asked for, and what the clause has them do, as _bearing in views/search.py
    found.who.forEach(function (name) {
      row.duties.forEach(function (duty) {
        var told = name + " " + S.D.roleNames[duty[0]].toLowerCase();
        if (duty[1] && duty[1].toLowerCase().includes(name.toLowerCase()) && !bearing.includes(told)) bearing.push(told);
      });
    });
    if (found.why.length) {
      var why = element("details", "can-cu");
      why.append(element("summary", "", "Vì sao có kết quả này"), element("p", "", "Khớp: " + found.why.map(function (w) { return PARTS[w] + (w === "agency" && bearing.length ? " (" + bearing.join(", ") + ")" : ""); }).join(", ") + "."));
      made.append(why);
    }
    return made;
  }

  // ---- what narrows the answer ------------------------------------------------------------------------------------
  var FACETS = [["co-quan", "Cơ quan", "#i:"], ["vai-tro", "Vai trò", "#l:"], ["thoi-han", "Thời hạn, định kỳ", "#e:"], ["van-ban", "Văn bản", ""], ["loai", "Loại điều khoản", "#k:"], ["ra-soat", "Rà soát", "#v:"]];
  function placeOf(document) { return S.documents().findIndex(function (d) { return d[0] === document; }); } // in the list of documents
  function label(name, value) {
    if (name === "vai-tro") return S.D.roleNames[value] || value;
    if (name === "loai") return S.D.kinds[value] || value;
    if (name === "thoi-han") return S.D.rhythmWords[value] || "Có thời hạn";
    if (name === "ra-soat") return S.D.reviews[value] || value;
    if (name === "co-quan") return S.labels().full[value] || S.labels().agencies[value] || value;
    var at = placeOf(value);
    return at < 0 ? value : S.labels().shorts[at];
  }
  function labelled(name, values) { // values side by side: bodies of one name in several places are told apart by their place
    var names = S.labels().agencies, counts = new Map();
    if (name !== "co-quan") return values.map(function (value) { return label(name, value); });
    values.forEach(function (value) { counts.set(names[value], (counts.get(names[value]) || 0) + 1); });
    return values.map(function (value) { return counts.get(names[value]) > 1 ? label(name, value) : names[value] || value; });
  }
  function narrowed(clauses, filters) {
    FACETS.forEach(function (facet) {
      var value = filters[facet[0]];
      if (!value) return;
      var kept = new Uint8Array(S.D.clauses), keep = function (c) { kept[c] = 1; }, at = facet[2] ? -1 : placeOf(value);
      if (facet[2]) S.eachOf(facet[2] + value, keep); else if (at >= 0) S.eachIn(at, keep);
      clauses = clauses.filter(function (c) { return kept[c]; });
    });
    return clauses;
  }
  function counted(hits) { // per facet: [[value, clauses], …], most first
    var here = new Uint8Array(S.D.clauses);
    hits.forEach(function (h) { here[h.clause] = 1; });
    return FACETS.map(function (facet) {
      var counts = new Map();
      if (facet[2]) {
        S.withPrefix(facet[2]).forEach(function (term) {
          var n = 0;
          S.eachOf(term, function (c) { n += here[c]; });
          if (n) counts.set(term.slice(3), n);
        });
      } else hits.forEach(function (h) { var d = S.documents()[S.documentOf(h.clause)][0]; counts.set(d, (counts.get(d) || 0) + 1); });
      return Array.from(counts).sort(function (a, b) { return b[1] - a[1] || (a[0] < b[0] ? -1 : 1); }).slice(0, LONGEST_LIST);
    });
  }
  function withFilter(state, name, value) {
    var filters = Object.assign({}, state.filters);
    if (value) filters[name] = value; else delete filters[name];
    return { q: state.q, filters: filters };
  }
  /* A link that is an address to send to a colleague, and works in place where the browser lets it. */
  function way(state, page, text) {
    var made = element("a", "", text);
    made.href = page.address(state);
    made.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      page.go(state);
    });
    return made;
  }
  function chips(answer, state, page) {
    var list = element("ul", "nhan-hieu");
    list.setAttribute("aria-label", "Đã hiểu là");
    var add = function (text, without) {
      var made = element("li"), link = way(without, page, ""), cross = element("span", "", "×");
      cross.setAttribute("aria-hidden", "true");
      link.append(element("span", "", text), " ", cross, hidden("(bỏ)"));
      made.append(link);
      list.append(made);
    };
    answer.query.notes.forEach(function (note) { add(note.label, { q: note.without, filters: state.filters }); });
    FACETS.forEach(function (facet) {
      var value = state.filters[facet[0]];
      if (value) add("Lọc theo " + facet[1].toLowerCase() + ": " + label(facet[0], value), withFilter(state, facet[0], ""));
    });
    return list.children.length ? list : "";
  }
  function facets(hits, state, page) {
    var side = element("div", "loc-ket-qua"), folded = element("details", "loc-gap"), filled = false;
    folded.append(element("summary", "", "Thu hẹp kết quả"));
    side.append(folded);
    folded.addEventListener("toggle", function () { // on a phone the counts are read only when somebody wants them
      if (filled || !folded.open) return;
      filled = true;
      S.whole(function () { S.labels(); S.documents(); return counted(hits); }, page.read).then(function (counts) {
        counts.forEach(function (values, n) {
          var section = element("section"), title = element("h2", "ten-loc", FACETS[n][1]), list = element("ul"), name = FACETS[n][0];
          if (!values.length || (values.length === 1 && values[0][1] >= hits.length && state.filters[name] !== values[0][0])) return; // it would narrow nothing
          var labels = labelled(name, values.map(function (value) { return value[0]; }));
          title.id = "loc-" + n;
          section.setAttribute("aria-labelledby", title.id);
          values.forEach(function (value, at) {
            var made = element("li"), chosen = state.filters[name] === value[0], link = way(withFilter(state, name, chosen ? "" : value[0]), page, capital(labels[at]));
            if (chosen) { link.setAttribute("aria-current", "true"); link.append(" ×"); }
            made.append(link, " ", element("span", "dem", number(value[1])));
            list.append(made);
          });
          section.append(title, list);
          folded.append(section);
        });
      }, function () { filled = false; });
    });
    folded.open = window.matchMedia("(min-width: 75rem)").matches;
    return side;
  }

  // ---- the page ---------------------------------------------------------------------------------------------------
  function quoted(words) { // indexer/told.py
    return Array.from(new Set(words)).slice(0, 5).map(function (w) { return "“" + (w.length > 40 ? w.slice(0, 40) + "…" : w) + "”"; }).join(", ");
  }
  function nothing(place, answer, root) {
    place.append(element("h2", "so-ket-qua", answer.empty ? "Xin nhập từ cần tìm, ví dụ: sở tư pháp thẩm định." : "Không có điều khoản phù hợp"));
    var told = element("p", "", "Có thể thử ít từ hơn, viết đầy đủ từ viết tắt, hoặc xem ");
    [["van-ban/index.html", "danh sách văn bản"], ["co-quan/index.html", "danh sách cơ quan"], ["nhiem-vu/index.html", "bảng nhiệm vụ"]].forEach(function (l, n) {
      var link = element("a", "", l[1]);
      link.href = root + l[0];
      told.append(n ? ", " : "", link);
    });
    told.append(".");
    place.append(told);
  }
  function everything(filters) { // no words: all clauses that the filters let through, in their order
    var all = [];
    for (var c = 0; Object.keys(filters).length && c < S.D.clauses; c++) all.push(c);
    return narrowed(all, filters).map(function (c) { return { clause: c, score: 0, why: 0 }; });
  }
  S.show = function (place, state, page) {
    var root = place.getAttribute("data-root") || "";
    return S.whole(function () {
      var answer = S.search(state.q, function (clauses) { return narrowed(clauses, state.filters); });
      if (answer.empty) answer.hits = everything(state.filters);
      if (Object.keys(state.filters).length) S.labels();
      var parts = S.together([function () { return S.cardsOf(answer); }, function () { return S.documentCards(answer); }, function () { return S.part(answer, 0, PAGE); }]);
      return { answer: answer, cards: parts[0], documents: parts[1], part: parts[2] };
    }, page.read).then(function (made) {
      if (!page.current()) return;
      var answer = made.answer, q = answer.query, total = answer.empty ? answer.hits.length : answer.asked.total, columns = element("div", "tim-hai-cot"), side = element("div", "ket-qua");
      place.textContent = "";
      place.append(chips(answer, state, page));
      if (q.fixed) {
        var meant = element("p", "cau-may", "Đã tìm theo: "), same = way({ q: q.fixed, filters: state.filters }, page, q.fixed);
        meant.append(same);
        place.append(meant);
      }
      if (q.missing.length) place.append(element("p", "cau-may", "Kho chưa có văn bản " + quoted(q.missing) + (total ? "; kết quả lấy từ văn bản khác." : ".")));
      if (q.unknown.length) place.append(element("p", "cau-may", "Không có điều khoản nào chứa " + quoted(q.unknown) + (total ? "; kết quả theo các từ còn lại." : ".")));
      var cards = element("div", "cac-the");
      made.documents.forEach(function (row) { cards.append(S.documentCard(row, root)); });
      if (made.part.found.length) made.cards.forEach(function (card) { cards.append(S.card(card, root)); });
      if (cards.children.length) side.append(cards);
      if (!made.part.found.length) { place.append(side); return nothing(side, answer, root); }
      var title = element("h2", "so-ket-qua", (q.phrases.length && total > PAGE ? "Khoảng " : "") + number(q.phrases.length && total <= PAGE ? made.part.found.length : total) + " điều khoản");
      side.append(title, results(made, root, page));
      var skip = element("a", "bo-qua", "Đến kết quả");
      skip.href = "#" + (side.id = "cac-ket-qua");
      side.tabIndex = -1;
      columns.append(skip, facets(answer.hits, state, page), side);
      place.append(columns);
    });
  };
  function results(made, root, page) {
    var box = element("div"), list = element("ol", "ds-ket-qua"), more = element("button", "them-ket-qua", "Xem thêm kết quả"), next = made.part.next;
    made.part.found.forEach(function (f) { list.append(item(f, root)); });
    more.type = "button";
    more.addEventListener("click", function () {
      more.disabled = true;
      S.whole(function () { return S.part(made.answer, next, PAGE); }, page.read).then(function (part) {
        var first = null;
        part.found.forEach(function (f) { var li = item(f, root); first = first || li; list.append(li); });
        next = part.next;
        if (next >= made.answer.hits.length) more.remove();
        if (first) first.querySelector("a").focus();
      }, function () { /* the button stays: it can be pressed again */ }).then(function () { more.disabled = false; });
    });
    box.append(list, next < made.answer.hits.length ? more : "");
    return box;
  }
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
