/* Tìm kiếm trong bản xuất ra tệp, phần 6: hiểu điều đã gõ.
   Nhịp các bước giống indexer/spelling.py, understand.py và typed_words.py; sửa bên nào thì sửa cả bên kia. Số văn bản và vị trí ở
   search-numbers.js, cơ quan và thời gian ở search-agencies.js. */
(function (S) {
  "use strict";
  var has = S.has, fold = S.fold, exact = S.exact, folds = S.folds, rewrite = S.rewrite, syllables = S.syllables, D, STOP, COUNTS, spelling;
  var MAX_CHARACTERS = 400, MANY_WORDS = 8, MAX_WORDS = 90, STOP_WEIGHT = 0.25, SHORT_FORM = 3;
  var MEASURED = /^(\d+)([a-z]{2,}|[a-z]\d|[hk])$/;
  var ASKS = /\?|(?<!\w)(?:nao|gi|ai|bao nhieu|bao lau|dung hay sai|dung khong|phai khong)(?!\w)/;
  var DEFINES = /(?<!\w)(?:la gi|dinh nghia|khai niem|duoc hieu(?: la)? (?:gi|(?:nhu )?the nao))(?!\w)/;
  var MEANING = /(?<!\w)(?:la|dinh nghia|khai niem|duoc hieu|nghia la|bao gom)(?!\w)/;

  function clean(text) {
    var head = Array.from(text).slice(0, 10 * MAX_CHARACTERS).join("").replace(/[\uff01-\uff5e\u2160-\u217f]/g, function (c) { return c.normalize("NFKC"); }); // "Điều ５", "Quý Ⅳ"
    head = head.normalize("NFC").replace(/[\p{Cs}]/gu, "");
    head = head.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, " ").split(/\s+/u).filter(Boolean).join(" ").normalize("NFC");
    return Array.from(head).slice(0, MAX_CHARACTERS).join("").trim();
  }

  function understand(text, apart) { // apart: lời trong ngoặc kép không cần đứng liền nhau
    var q = read(clean(text), apart);
    if (!q.fixed || q.numbers.length || q.address.length) return q;
    var again = read(q.fixed, apart), isMended = function (n) { return n.mended; }; // "quyeets ddinhj 3891": mended, it names a document
    if (!(again.numbers.length || again.address.length || (again.documents.length && !q.documents.length))) return q;
    again.notes = q.notes.filter(isMended).concat(again.notes.filter(function (n) { return !n.mended; }));
    again.typed = q.typed;
    again.fixed = q.fixed;
    return again;
  }
  function read(typed, apart) {
    D = S.D;
    STOP = S.STOP;
    S.STOP_WEIGHT = STOP_WEIGHT;
    COUNTS = S.COUNTS;
    spelling = S.spelling();
    var shown = typed, literal = []; // literal: lời trong ngoặc kép, không sửa
    var q = { typed: typed, words: [], others: [], phrases: [], excluded: [], agencies: [], roles: [], when: [], numbers: [], documents: [], places: [], around: [], address: [], addressPairs: [], unknown: [], missing: [], numbered: {}, notes: [], fixed: null };
    var r = { // the text while it is read; what is understood is taken out of "left", which keeps its length
      typed: typed, left: typed, q: q,
      /* Điều đã hiểu, để hiện ra và bỏ được: nhãn, và câu hỏi khi không có nó. */
      note: function (label, a, b, without, mended) {
        if (without === undefined) without = (typed.slice(0, a) + " " + typed.slice(b)).split(/\s+/).filter(Boolean).join(" ");
        q.notes.push({ label: label, without: without, mended: !!mended });
      },
      take: function (a, b) { r.left = r.left.slice(0, a) + "\0".repeat(b - a) + r.left.slice(b); },
      vni: function () { return spelling.inVni(folds(rawOf(typed))); }
    };
    q.marked = exact(typed) !== fold(typed);
    q.meaning = MEANING.test(fold(typed));
    q.defines = DEFINES.test(fold(typed));
    q.amounts = amountsIn(rawOf(typed));
    q.asks = ASKS.test(fold(typed)) || q.amounts.length > 0;
    q.focus = focusIn(folds(rawOf(typed)).join(" "));
    ahead(rawOf(typed));
    S.readNumbers(r);
    Array.from(r.left.matchAll(/"([^"]{1,200})"|“([^”]{1,200})”|«([^»]{1,200})»/g)).forEach(function (m) {
      var group = m[1] || m[2] || m[3], words = folds(rewrite(rawOf(group))).slice(0, MAX_WORDS), start = m.index, end = start + m[0].length;
      var dash = start > 1 && r.left[start - 1] === "-" && /\s/.test(r.left[start - 2]); // -"nước thải"
      if (words.length && !group.includes("\0")) {
        if (dash) {
          q.excluded.push(words.join(" "));
          r.note("Không chứa: " + group.trim(), start - 1, end);
        } else if (apart && words.length > 1) { // "bốn tại chỗ", which a law spells out
          r.note("Không có nguyên cụm “" + group.trim() + "”: tìm từng từ", start, end);
          literal.push([start, end]);
          r.left = r.left.slice(0, start) + " " + r.left.slice(start + 1, end - 1) + " " + r.left.slice(end);
          return;
        } else {
          q.phrases.push(words);
          r.note("Cụm từ: " + group.trim(), start, end);
        }
      }
      r.take(start - (dash ? 1 : 0), end);
    });
    Array.from(r.left.matchAll(/(?<=\s)-([\p{L}\p{N}]+)/gu)).forEach(function (m) {
      q.excluded.push(fold(m[1]));
      r.note("Không chứa: " + m[1], m.index, m.index + m[0].length);
      r.take(m.index, m.index + m[0].length);
    });
    S.readAddress(r);
    syllablesTyped();
    return q;

    function syllablesTyped() {
      var raw = measuresApart(writtenOut(rawOf(r.left))).slice(0, MAX_WORDS), result = [], spelled = [], marked = raw.some(function (t) { return t.x !== t.f; });
      var bare = D.common.map(fold), common = function (t) { return D.common.includes(t.x) || (!marked && bare.includes(t.f)); };
      raw.forEach(function (t, at) {
        var before = result.length ? result[result.length - 1].f : "", after = at + 1 < raw.length ? raw[at + 1].f : "", found = null, apart;
        if (common(t) || inCapitals(t) || asItStands(t)) found = null;
        else if (spelling.known(t.f)) {
          var other = spelling.known(before) || spelling.known(after) ? spelling.better(t.f, before, after) : null;
          if (other && t.x !== t.f && COUNTS.exact.has(t.x)) other = null;
          if (other && !STOP.has(t.f) && !D.asking.includes(t.f) && !has(D.rewrites, t.f)) found = [other];
        } else {
          found = spelling.meant(t.f, before, after, r.vni());
          if (found && found.length === 1 && spelling.whole(t.x) && !spelling.aSlipAway(t.x, shownWords([before, found[0], after]))) found = null; // "túi ni lông" không phải "tài"
        }
        if (found) {
          spelled.push([t.s, t.e, result.length, result.length + found.length]);
          if (found.some(function (w) { return w !== fold(w); })) q.marked = true; // marks were typed as letters or digits
          found.forEach(function (w) { result.push({ f: fold(w), x: w, s: t.s, e: t.e }); });
        } else if ((apart = spelling.inThrees(t))) result = result.concat(apart);
        else {
          result.push(t);
          var noNumber = /^\d{3,}$/.test(t.f) && !COUNTS.words.has(t.f); // "qđ 12345"
          if ((!spelling.known(t.f) && !common(t)) || noNumber) q.unknown.push(typed.slice(t.s, t.e));
        }
      });
      if (spelled.length) {
        var line = [""].concat(folds(result), [""]);
        spelled.forEach(function (s) {
          var word = typed.slice(s[0], s[1]);
          var meant = result.slice(s[2], s[3]).map(function (t) { return t.x; }).join(" ");
          var named = s[3] - s[2] > 1 && has(D.names, meant) ? D.names[meant][0][1] : ""; // "sonoivu" là "sở nội vụ"
          s.push(meant !== fold(meant) ? meant : named || shownWords(line.slice(s[2], s[3] + 2)));
          r.note("Đã hiểu “" + word + "” là “" + s[4] + "”", 0, 0, typed.slice(0, s[0]) + '"' + word + '"' + typed.slice(s[1]), true);
        });
        spelled.reverse().forEach(function (s) { shown = shown.slice(0, s[0]) + s[4] + shown.slice(s[1]); });
        q.fixed = shown;
      }
      inTheOtherNumerals(result);
      measuresAsWritten(result);
      var tokens = unframed(documents(rewrite(inTheLawsWords(result)).slice(0, MAX_WORDS))), told = toldBy(tokens, spelled), weights = tokens.map(function () { return 1; });
      S.readNames(r, tokens, weights);
      q.words = tokens.map(function (t, i) {
        return { f: t.f, x: t.x, marked: t.x !== t.f, weight: weights[i] * told[i] * (STOP.has(t.f) ? STOP_WEIGHT : 1), glued: i > 0 && !r.left.slice(tokens[i - 1].e, t.s).includes("\0") };
      });
    }

    /* Chữ viết tắt nhiều tiếng chỉ nặng bằng ba tiếng gõ rời. */
    function toldBy(tokens, spelled) {
      var sizes = new Map(), place = function (t) { return t.s + " " + t.e; };
      tokens.forEach(function (t) { sizes.set(place(t), (sizes.get(place(t)) || 0) + 1); });
      spelled.forEach(function (s) { sizes.delete(s[0] + " " + s[1]); });
      return tokens.map(function (t) { return Math.min(1, SHORT_FORM / (sizes.get(place(t)) || 1)); });
    }

    function also(a, b, words, label) {
      var word = typed.slice(a, b);
      r.note("“" + word + "”" + label + "“" + words + "”", a, b, typed.slice(0, a) + '"' + word + '"' + typed.slice(b), true);
    }
    function asItStands(t) { return literal.some(function (l) { return l[0] <= t.s && t.s < l[1]; }); }
    function unitOf(m, t) { return has(D.measures.short, m[2]) ? D.measures.short[m[2]] : t.x.slice(m[1].length); }
    /* "đ/c" là "đồng chí", "v/v" là "về việc", "T6/2025" là "tháng 6/2025". */
    function writtenOut(raw) {
      var result = [];
      for (var at = 0; at < raw.length; at++) {
        var t = raw[at], after = raw[at + 1], beside = after && typed.slice(t.e, after.s) === "/", m;
        var alone = !/[\p{L}\p{N}_]\/$/u.test(typed.slice(0, t.s)) && (!after || !/^\/[\p{L}\p{N}_]/u.test(typed.slice(after.e)));
        if (beside && alone && has(D.slashed, t.f + "/" + after.f)) {
          var words = D.slashed[t.f + "/" + after.f];
          words.split(" ").forEach(function (w) { result.push({ f: fold(w), x: w, s: t.s, e: after.e }); });
          r.note("Đã hiểu “" + typed.slice(t.s, after.e) + "” là “" + words + "”", t.s, after.e, typed);
          at++;
        } else if (beside && /^(?:19|20)\d\d$/.test(after.f) && (m = /^t0?(1[0-2]|[1-9])$/.exec(t.f))) {
          result.push({ f: "thang", x: "tháng", s: t.s, e: t.e }, { f: m[1], x: m[1], s: t.s, e: t.e });
        } else result.push(t);
      }
      return result;
    }
    /* "500kg" là "500 kg"; "200m3" mà có điều khoản viết liền thì tìm cả "200 m3"; "20 triệu" thì tìm cả "20.000.000". */
    function measuresApart(raw) {
      return [].concat.apply([], raw.map(function (t) {
        var m = spelling.known(t.f) ? null : MEASURED.exec(t.f);
        if (!m || !(spelling.known(m[2]) || has(D.measures.short, m[2]))) return [t];
        var middle = t.s + m[1].length, unit = unitOf(m, t);
        return [{ f: m[1], x: m[1], s: t.s, e: middle }, { f: fold(unit), x: unit, s: middle, e: t.e }];
      }));
    }
    function measuresAsWritten(tokens) {
      var asked = [];
      tokens.forEach(function (t, at) {
        var m = MEASURED.exec(t.f), after = tokens[at + 1];
        if (m) asked.push([m[1] + "_" + fold(unitOf(m, t)), t.s, t.e, [t.f], [m[1], unitOf(m, t)], " "]);
        else if (after && has(D.measures.thousands, after.f) && /^\d+$/.test(t.f) && !/\d[.,]$/.test(typed.slice(0, t.s))) { // không phải "2,34 triệu"
          asked.push([t.f + "_000", t.s, after.e, [t.f, after.f], [t.f].concat(new Array(D.measures.thousands[after.f]).fill("000")), "."]);
        }
      });
      S.need(asked.map(function (a) { return a[0]; }));
      asked.forEach(function (a) {
        if (!COUNTS.pairs.has(a[0])) return;
        q.others.push({ typed: a[3], words: a[4] });
        also(a[1], a[2], a[4].join(a[5]), ": tìm cả ");
      });
    }
    /* "đê cấp 4" cũng là "đê cấp IV", nếu văn bản viết vậy. */
    function inTheOtherNumerals(tokens) {
      tokens.forEach(function (t, at) {
        var before = tokens[at - 1], other = S.otherNumeral(t.f);
        if (!before || !other || !["cap", "hang", "loai", "nhom", "vung", "bac"].includes(before.f) || !COUNTS.pairs.has(before.f + "_" + other)) return;
        q.others.push({ typed: [t.f], words: [before.x, other] });
        also(before.s, t.e, before.x + " " + other.toUpperCase(), ": tìm cả ");
      });
    }
    /* "ly dị" mà không điều khoản nào viết: văn bản gọi là "ly hôn"; "giáo viên" thì tìm cả "nhà giáo". */
    function inTheLawsWords(tokens) {
      for (var at = 0; at < tokens.length; at++) {
        var ways = has(D.everyday, tokens[at].f) ? D.everyday[tokens[at].f] : [];
        for (var n = 0; n < ways.length; n++) {
          var said = ways[n][0].split(" "), meant = ways[n][1].split(" "), part = tokens.slice(at, at + said.length);
          var letters = part.map(function (t) { return t.x; }).join(" ");
          if (part.length < said.length || asItStands(part[0]) || (letters !== ways[n][0] && letters !== fold(ways[n][0])) || saidAlready(tokens, at, said, meant)) continue;
          var a = part[0].s, b = part[part.length - 1].e, so = writtenSo(part, said), replaced = !holds(part) || (!so && letters === ways[n][0]);
          if (!replaced && !so) continue;
          if (replaced) tokens = tokens.slice(0, at).concat(meant.map(function (w) { return { f: fold(w), x: w, s: a, e: b }; }), tokens.slice(at + said.length));
          else q.others.push({ typed: folds(part), words: meant });
          also(a, b, ways[n][1], replaced ? ", văn bản gọi là " : ": tìm cả ");
          at += (replaced ? meant : said).length - 1;
          break;
        }
      }
      return tokens;
    }
    function saidAlready(tokens, at, said, meant) {
      for (var first = 0; first + said.length <= meant.length; first++) {
        if (meant.slice(first, first + said.length).join(" ") !== said.join(" ")) continue;
        if (folds(tokens.slice(Math.max(0, at - first), Math.max(0, at - first + meant.length))).join(" ") === fold(meant.join(" "))) return true;
      }
      return false;
    }
    function holds(part) {
      return part.every(function (t, i) { return COUNTS.words.has(t.f) && (!i || COUNTS.pairs.has(part[i - 1].f + "_" + t.f)); });
    }
    function writtenSo(part, said) {
      if (said.length === 1) return part[0].x === said[0] && (part[0].x !== part[0].f || COUNTS.shown.get(part[0].f) === said[0]);
      return said.slice(1).every(function (w, i) { return COUNTS.shownPairs.get(fold(said[i]) + "_" + fold(w)) === said[i] + "_" + w; });
    }

    /* Văn bản được gọi tên; tên nằm trong câu dài hơn thành "luật này", như luật vẫn tự gọi mình. */
    function documents(tokens) {
      var known = S.documentNames(), line = folds(tokens), found = [], size, at;
      var years = typed.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) || []; // of documents of one number those of a year that was typed
      q.numbers.forEach(function (n) { // "152/2019/NĐ-CP" không phải của năm 2026
        var held = has(known.names, n) ? known.names[n] : [], as = q.numbered[n], ids = as.year ? held.filter(function (d) { return !yearOf(d) || yearOf(d) === as.year; }) : held;
        if (!ids.length && (held.length || q.address.length || !COUNTS.numbers.has(n))) q.missing.push(as.words);
        var fit = ids.filter(function (d) { return years.includes(yearOf(d)); });
        found = found.concat(fit.length ? fit : ids);
      });
      search: for (size = Math.min(known.longest, tokens.length); size > 1; size--) {
        for (at = 0; at + size <= tokens.length; at++) {
          var name = line.slice(at, at + size).join(" ");
          if (!has(known.names, name) || (at && line[at - 1] === "bo" && line[at] === "luat")) continue;
          var part = tokens.slice(at, at + size), end = part[size - 1].e, luat = line.indexOf("luat", at), behind = yearBehind(line, at + size), ids = known.names[name], to = end;
          if (behind) { // "Điều 64 Luật Đất đai 2013", kho có luật năm 2024
            var last = tokens[behind - 1], fitting = ids.filter(function (d) { return !yearOf(d) || yearOf(d) === last.f; });
            if (fitting.length) { ids = fitting; to = last.e; } else q.missing.push(typed.slice(part[0].s, last.e));
            r.take(end, last.e);
            tokens = tokens.slice(0, at + size).concat(tokens.slice(behind));
          }
          r.note("Văn bản: " + typed.slice(part[0].s, to), part[0].s, to);
          if (q.address.length) { // behind an address a name says only where to look
            r.take(part[0].s, end); tokens = tokens.slice(0, at).concat(tokens.slice(at + size));
          } else if (size === tokens.length) tokens = []; // "Luật Đất đai 2024": cả luật, từ đầu
          else if (line.slice(at, at + 2).includes("luat")) {
            tokens = tokens.slice(0, at).concat(part.slice(0, luat - at + 1), [{ f: "nay", x: "này", s: end, e: end }], tokens.slice(at + size));
          }
          found = found.concat(ids);
          break search;
        }
      }
      var kind = "? " + line.join(" "); // "điểm a khoản 2 mục III kế hoạch": tìm trong các kế hoạch
      if (q.address.length && tokens.length && !found.length && has(known.names, kind)) {
        r.note("Loại văn bản: " + typed.slice(tokens[0].s, tokens[tokens.length - 1].e), tokens[0].s, tokens[tokens.length - 1].e);
        r.take(tokens[0].s, tokens[tokens.length - 1].e);
        found = known.names[kind]; tokens = [];
      } else if (q.address.length && tokens.length && !found.length && !ASKS.test(fold(typed)) && mayBeALaw(line)) {
        q.missing.push(typed.slice(tokens[0].s, tokens[tokens.length - 1].e)); // "Điều 33 Luật Đầu tư"
      }
      q.documents = Array.from(new Set(found));
      return tokens;
    }
    function yearOf(d) { return (/-((?:19|20)\d\d)$/.exec(S.documents()[d][0]) || ["", ""])[1]; }
    function yearBehind(line, at) { // "2024", "năm 2024"
      if (line[at] === "nam") at++;
      return at < line.length && /^(?:19|20)\d\d$/.test(line[at]) ? at + 1 : 0;
    }
    function mayBeALaw(line) {
      return line.length <= 20 && ["luat", "bo luat", "phap lenh"].some(function (law) {
        var size = law.split(" ").length;
        return line.length > size + 1 && line.slice(0, size).join(" ") === law && line[size] !== "nay";
      });
    }
    /* "quy hoạch chi tiết TOD" không phải "tổ": gõ chữ hoa giữa chữ thường là chữ viết tắt. */
    function inCapitals(t) {
      var word = typed.slice(t.s, t.e);
      return word.length > 1 && upper(word) && !upper(typed);
    }
    function upper(w) { return w === w.toUpperCase() && w !== w.toLowerCase(); }
    function unframed(tokens) {
      var line = folds(tokens), gone = new Set();
      D.frames.forEach(function (frame) {
        for (var at = 0; at + frame.length <= line.length; at++) {
          if (frame.every(function (w, i) { return line[at + i] === w; })) frame.forEach(function (_, i) { gone.add(at + i); });
        }
      });
      if (tokens.length > MANY_WORDS) tokens.forEach(function (t, at) { // "anh A"; "nhà ở" và "bo y te" thì không
        var letter = typed.slice(t.s, t.e);
        if (/^\p{L}$/u.test(letter) && ((upper(letter) && !upper(typed)) || (t.x === t.f && !"yo".includes(t.f)))) gone.add(at);
      });
      if (!gone.size || gone.size === tokens.length) return tokens;
      gone.forEach(function (at) { r.take(tokens[at].s, tokens[at].e); });
      return tokens.filter(function (_, at) { return !gone.has(at); });
    }
  }
  /* What a question asks for, as headings name it: "có trách nhiệm gì" (indexer/typed_focus.py). */
  function focusIn(line) {
    return [].concat.apply([], D.focus.filter(function (f) { return new RegExp(f[0]).test(line); }).map(function (f) { return f[1]; }));
  }
  /* Con số được hỏi đếm cái gì: "mấy ngày", "bao nhiêu tuổi", "bao lâu" (indexer/typed_focus.py). */
  function amountsIn(words) { // "phạt bao nhiêu tiền": số tiền đứng ở khoản bên trên
    var found = [], fine = words.some(function (t) { return t.x === "phạt" || t.x === "phat"; });
    words.forEach(function (t, at) {
      var before = at ? words[at - 1].f : "", unit = at + 1 < words.length ? words[at + 1].f : null, counts = D.amounts;
      if (unit === null) return;
      if ((before === "bao" && t.f === "nhieu") || t.x === "mấy" || (t.x === "may" && counts.counted.includes(unit))) {
        found = found.concat(unit === "tien" || unit === "dong" ? (fine ? [] : counts.money) : counts.uncounted.includes(unit) ? [] : [unit]);
      } else if (t.f === "bao" && unit === "lau") found = found.concat(counts.times);
    });
    return Array.from(new Set(found));
  }
  /* What a question surely asks for is read in one go, and the lengths of the clauses with it. */
  function ahead(raw) {
    var lists = [folds(raw), folds(rewrite(raw))], terms = [];
    lists.forEach(function (words) { terms = terms.concat(words.filter(function (w) { return !STOP.has(w); }), S.pairsOf(words)); });
    S.need(terms);
  }
  function rawOf(text) {
    var folded = fold(text), letters = exact(text);
    return syllables(text).map(function (s) { return { f: S.bareNumber(folded.slice(s[1], s[2])), x: S.bareNumber(letters.slice(s[1], s[2])), s: s[1], e: s[2] }; });
  }
  function shownWords(line) {
    var shown = [];
    for (var at = 1; at + 1 < line.length; at++) {
      var behind = line[at - 1] + "_" + line[at], ahead = line[at] + "_" + line[at + 1], inside = (at === 1) - (at + 2 === line.length);
      var l = (COUNTS.shownPairs.get(behind) || "_").split("_")[1], r = (COUNTS.shownPairs.get(ahead) || "_").split("_")[0];
      if (l && r && (inside > 0 || (inside === 0 && (COUNTS.pairs.get(ahead) || 0) > (COUNTS.pairs.get(behind) || 0)))) l = r;
      shown.push(l || r || COUNTS.shown.get(line[at]) || line[at]);
    }
    return shown.join(" ");
  }

  S.understand = understand;
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
