/* Tìm kiếm trong bản xuất ra tệp, phần 5: cơ quan, tỉnh, vai trò và thời gian trong điều đã gõ.
   Nhịp các bước giống indexer/typed_agencies.py; sửa bên nào thì sửa cả bên kia. "r" là câu đang đọc (search-query.js). */
(function (S) {
  "use strict";
  var has = S.has, fold = S.fold, folds = S.folds;

  S.readNames = function (r, tokens, weights) {
    var D = S.D, STOP = S.STOP, COUNTS = S.COUNTS;
    agencies();
    places();
    roles();
    times();

    function times() {
      var line = folds(tokens);
      for (var k = 0; k + 1 < tokens.length; k++) {
        if (["thoi_han", "han_chot", "han_cuoi", "khi_nao", "bao_gio"].includes(line[k] + "_" + line[k + 1])) weights[k] = weights[k + 1] = 0;
        else if (line[k] === "han" && ["gui", "nop", "hoan", "bao", "xong"].includes(line[k + 1]) && line[k - 1] !== "thoi") weights[k] = 0;
      }
      S.saidInMonths(line).forEach(function (m) { weights.fill(0, m[0], m[1]); });
      var periods = S.periodsSaid(line), terms = Array.from(new Set(S.whenTerms(line).concat(S.reportedRhythms(tokens))));
      periods.forEach(function (p) {
        weights.fill(0, p.first, p.last);
        r.note("Thời gian: " + S.periodTold(p.term), tokens[p.first].s, tokens[p.last - 1].e);
      });
      terms.forEach(whenNote);
      r.q.when = Array.from(new Set(terms.concat(periods.map(function (p) { return p.term; }))));
    }
    function whenNote(term) {
      var value = term.slice(2), days = /^(\d+)d$/.exec(value);
      var label = term[0] === "r" ? "Định kỳ: " + D.rhythms[value] : days ? "Thời hạn: " + days[1] + " ngày" : "Việc có thời hạn";
      var words = new RegExp(D.whenWords[days ? "d" : value]), m = words.exec(fold(r.typed));
      if (m) { r.note(label, m.index, m.index + m[0].length); return; }
      var line = folds(tokens).join(" "), at = function (place) { return tokens[line.slice(0, place).split(" ").length - 1]; };
      m = words.exec(line); // "quys 1 nam 2024": only among the mended words
      if (m) r.note(label, at(m.index).s, at(m.index + m[0].length).e); else r.note(label, 0, 0, r.typed);
    }

    function agencies() {
      for (var at = 0; at < tokens.length; at++) {
        for (var size = Math.min(D.longestName, tokens.length - at); size > 0; size--) {
          var part = tokens.slice(at, at + size), key = named(part), city = false;
          if (key === null) city = (key = ofCity(at, size)) !== null;
          if (key === null || (at && noOffice(tokens[at - 1], part[0], size))) continue;
          r.q.agencies.push({ key: key, name: D.agencies[key][0], acts: acts(at), groups: D.agencies[key][1], also: D.agencies[key][2] });
          var there = placeBehind(at + size), told = D.agencies[key][0];
          if (city) told = told.replace(/tỉnh$/, "thành phố");
          if (there) {
            if (!r.q.places.includes(there.place[0])) r.q.places.push(there.place[0]); // [jurisdiction, name, letters]
            told += " " + there.place[1];
            size += there.size;
          }
          r.note("Cơ quan: " + told, part[0].s, tokens[at + size - 1].e);
          for (var i = at; i < at + size; i++) weights[i] = 0;
          at += size - 1;
          break;
        }
      }
    }
    /* "UBND TP ban hành", "UBND thành phố Hà Nội"; "ubnd thành phố tam kỳ" là của huyện. */
    function ofCity(at, size) {
      var line = folds(tokens.slice(at, at + size)).join(" "), ending = D.city.ends.find(function (e) { return line.endsWith(" " + e); });
      if (!ending || !D.cities.length) return null;
      var name = line.slice(0, -ending.length) + "tinh", owners = has(D.names, name) ? D.names[name] : [], before = tokens.slice(at, at + size - ending.split(" ").length);
      var owner = owners.find(function (o) { var w = o[1].split(" "); return before.every(function (t, i) { return t.x === w[i] || t.x === fold(w[i]); }); });
      var behind = tokens.slice(at + size, at + size + 2), there, first;
      if (!owner || !behind.length) return owner ? owner[0] : null;
      there = placeBehind(at + size);
      first = r.typed[behind[0].s];
      var small = (first === first.toLowerCase() && first !== first.toUpperCase()) || (r.typed === r.typed.toUpperCase() && r.typed !== r.typed.toLowerCase());
      if (there) return D.cities.includes(there.place[0]) ? owner[0] : null;
      return small && (D.city.behind.includes(behind[0].f) || D.city.pairs.includes(folds(behind).join("_"))) ? owner[0] : null;
    }
    function noOffice(before, first, size) { // "các sở xây dựng kế hoạch", "cơ sở y tế"
      if (before.f === "cac" && first.f === "so") return size > 1;
      var pair = before.f + " " + first.f, letters = has(D.noOffices, pair) ? D.noOffices[pair].split(" ") : null;
      return !!letters && [before, first].every(function (t, i) { return t.x === t.f || t.x === letters[i]; });
    }
    function placeBehind(at) { // "Sở Tư pháp Hà Tĩnh", "UBND tỉnh Quảng Nam"
      var starts = tokens[at - 1].f === "tinh" ? [at, at - 1] : [at];
      for (var i = 0; i < starts.length; i++) {
        for (var size = Math.min(6, tokens.length - starts[i]); size > 0; size--) {
          var name = folds(tokens.slice(starts[i], starts[i] + size)).join(" ");
          if (has(D.placeNames, name) && starts[i] + size > at) return { place: D.placeNames[name], size: starts[i] + size - at };
        }
      }
      return null;
    }
    /* Tên tỉnh đứng một mình ("chi thường xuyên cà mau"): ưu tiên văn bản của tỉnh đó. */
    function places() {
      var found = [], named = new Set(), more = r.q.agencies.length || r.q.numbers.length || r.q.phrases.length || r.q.address.length;
      for (var at = 0; at < tokens.length; at++) {
        for (var size = Math.min(7, tokens.length - at); size > 0; size--) {
          var part = tokens.slice(at, at + size), name = folds(part).join(" ");
          if (!has(D.placeNames, name) || !weights.slice(at, at + size).every(Boolean) || !isPlace(part, D.placeNames[name][2].split(" "))) continue;
          found.push([D.placeNames[name], at, at + size]);
          for (var i = at; i < at + size; i++) named.add(i);
          at += size - 1;
          break;
        }
      }
      if (!more && tokens.every(function (t, i) { return named.has(i) || STOP.has(t.f); })) return;
      found.forEach(function (f) {
        var words = f[0][2].split(" ").map(fold);
        r.note("Ưu tiên văn bản của " + f[0][1], tokens[f[1]].s, tokens[f[2] - 1].e);
        for (var i = f[1]; i < f[2]; i++) weights[i] = 0;
        if (!r.q.around.some(function (p) { return p.key === f[0][0] && p.words.join(" ") === words.join(" "); })) r.q.around.push({ key: f[0][0], words: words });
      });
    }
    function isPlace(part, letters) {
      var size = letters.length, told = part.length > size, words = part.slice(-size);
      if (words.some(function (t, i) { return t.x !== letters[i] && t.x !== t.f && COUNTS.exact.has(t.x); })) return false;
      if (told || (size > 1 && part[0].s === part[size - 1].s && part[0].s !== part[size - 1].e)) return true;
      if (D.persons.includes(folds(part).join(" "))) return false;
      if (words.some(function (t) { return t.x !== t.f; })) return true;
      if (size === 1) return (COUNTS.shown.get(words[0].f) || letters[0]) === letters[0];
      return words.slice(1).every(function (t, i) {
        var written = COUNTS.shownPairs.get(words[i].f + "_" + t.f);
        return !written || written === letters[i] + "_" + letters[i + 1];
      });
    }
    function named(part) {
      var owners = folds(part).join(" ");
      owners = has(D.names, owners) ? D.names[owners] : [];
      for (var i = 0; i < owners.length; i++) {
        var letters = owners[i][1].split(" ");
        var wrong = part.filter(function (t, j) { return t.x !== letters[j] && t.x !== t.f; });
        if (!wrong.length || (wrong.length === 1 && part.length > 2 && !COUNTS.exact.has(wrong[0].x))) return owners[i][0];
      }
      return null;
    }
    function acts(at) {
      var before = folds(tokens.slice(Math.max(0, at - 2), at)), last = before[before.length - 1];
      if (last === "va" && r.q.agencies.length) return r.q.agencies[r.q.agencies.length - 1].acts;
      return !(before.length && (D.objectWords.includes(last) || D.objectPairs.includes(before.join("_"))));
    }
    function roles() {
      for (var at = 0; at + 1 < tokens.length; at++) {
        var pair = tokens[at].f + "_" + tokens[at + 1].f, role = has(D.roles, pair) ? D.roles[pair] : null;
        var beside = (at > 0 && weights[at - 1] < 1) || (at + 2 < weights.length && weights[at + 2] < 1);
        if (role && !r.q.roles.includes(role) && (role !== "perform" || (beside && r.q.agencies.length))) {
          r.q.roles.push(role);
          r.note("Vai trò: " + D.roleNames[role], tokens[at].s, tokens[at + 1].e);
          weights[at] = weights[at + 1] = Math.min(weights[at], 0.6);
        }
      }
    }
  };
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
