"""What the API's types and fields mean, in the reader's words. A key "Type.field" goes before a key "field"."""

from __future__ import annotations

TYPES = {
    "Agencies": "Danh sách cơ quan.", "AgencyRow": "Một cơ quan có trang riêng.", "Change": "Một văn bản hoặc điều khoản đã khác đi.",
    "Changes": "Các lần dựng dữ liệu và thay đổi của mỗi lần.", "Citation": "Một dẫn chiếu trong điều khoản.", "CitationRow": "Một dẫn chiếu và nơi chứa nó.",
    "Citations": "Danh sách dẫn chiếu.", "CitedHere": "Một nơi dẫn chiếu đến điều khoản đang xem.", "Clause": "Một điều khoản, ở bất kỳ cấp nào.",
    "Clauses": "Một phần của danh sách điều khoản.", "Deadline": "Thời hạn đúng như văn bản ghi; ngày chỉ có khi suy ra chắc chắn.",
    "DocumentClauses": "Một văn bản và các điều khoản.", "DocumentRecord": "Điều đã biết về một văn bản, không kèm nội dung.", "Documents": "Danh sách văn bản.",
    "Duties": "Danh sách nhiệm vụ.", "Duty": "Ai phải làm gì, đọc ra từ điều khoản.", "DutyChange": "Một nhiệm vụ mới có hoặc không còn, ghi gọn.",
    "DutyRow": "Một nhiệm vụ và nơi ghi nó.", "Finding": "Một điểm cần xem.", "Findings": "Danh sách điểm cần xem.", "Found": "Kết quả tìm kiếm.", "Suggested": "Các gợi ý cho chữ đang gõ.", "Suggestion": "Một gợi ý.",
    "Gap": "Một điều văn bản để ngỏ.", "Gaps": "Danh sách điều để ngỏ.", "HitRow": "Một điều khoản tìm được.", "HolderRow": "Cơ quan tiếp nhận hiện nay.",
    "Mention": "Một cơ quan được nêu tên trong điều khoản.", "ObligationRow": "Một nhiệm vụ dưới góc nhìn của một cơ quan.",
    "OneAgency": "Một cơ quan và mọi việc liên quan.", "OneClause": "Một điều khoản và nơi dẫn chiếu đến nó.", "Problem": "Vì sao không có câu trả lời (RFC 9457).",
    "Step": "Một lần dựng dữ liệu so với lần trước.",
}  # fmt: skip

FIELDS = {
    # what many types share
    "id": "Mã, không đổi sau khi đã công bố.", "document": "Mã văn bản.", "eid": "Mã điều khoản trong văn bản.", "clause": "Mã điều khoản.",
    "number": "Số thứ tự của nhiệm vụ trong điều khoản, từ 0.", "citation": "Trích dẫn bằng lời, không kèm tên văn bản.", "text": "Nội dung điều khoản, đúng chữ của văn bản.",
    "heading": "Tiêu đề, đúng chữ của văn bản; trống nếu không có.", "duty": "Nhiệm vụ.", "words": "Đúng chữ trong văn bản.", "total": "Số bản ghi tất cả.",
    "offset": "Bản ghi đầu tiên là bản ghi thứ mấy, từ 0.", "start": "Vị trí bắt đầu (ký tự).", "end": "Vị trí kết thúc (ký tự, không gồm).", "name": "Tên.",
    "documents": "Các văn bản.", "clauses": "Các điều khoản theo thứ tự.", "duties": "Các nhiệm vụ.", "agencies": "Các cơ quan.", "agency": "Mã cơ quan.",
    "citations": "Các dẫn chiếu.", "findings": "Các điểm cần xem.", "gaps": "Các điều để ngỏ.", "steps": "Các lần dựng dữ liệu.", "hits": "Các điều khoản, phù hợp nhất trước.",
    "source": "Nguồn.", "note": "Ghi chú.", "url": "Địa chỉ của trang.", "kind": "Loại.", "action": "Việc phải làm, đúng chữ của văn bản.", "bearer": "Mã cơ quan phải làm; để trống nếu văn bản không nêu.",
    "role": "Vai trò: lead chủ trì, perform thực hiện, advise tham mưu, coordinate phối hợp.", "title": "Tiêu đề.", "date": "Ngày (năm-tháng-ngày), chỉ có khi chắc chắn.",
    # the clause
    "Clause.kind": "Loại: part phần, chapter chương, section mục, article điều, paragraph khoản, point điểm, indent gạch đầu dòng, row dòng của bảng, …", "Clause.number": "Số hoặc chữ của điều khoản.",
    "Clause.parent": "Mã (eid) của điều khoản chứa nó; để trống ở cấp ngoài cùng.", "Clause.order": "Thứ tự trong văn bản.", "Clause.trail": "Tiêu đề của các cấp bên trên, từ ngoài vào.",
    "Clause.component": "main là phần chính; phần ban hành kèm có tên riêng (quy-che, phu-luc-1).", "Clause.source": "Khoảng ký tự của riêng điều khoản trong nguyên văn.",
    "Clause.lines": "Dòng đầu và dòng cuối trong nguyên văn, từ 1.", "Clause.agencies": "Các cơ quan được nêu tên.", "Clause.citations": "Các dẫn chiếu trong nội dung.",
    "Clause.heading_citations": "Các dẫn chiếu trong tiêu đề; vị trí đếm trong tiêu đề.",
    "Mention.inferred": "Đúng nếu chữ trong văn bản viết nhầm hoặc thiếu và được đọc là cơ quan này.",
    "Citation.target": "Mã văn bản được dẫn; để trống nếu chưa xác định được.", "Citation.eid": "Mã điều khoản được dẫn; để trống nếu dẫn cả văn bản.", "Citation.through": "Điều khoản cuối khi dẫn một dãy; là địa chỉ theo lời văn nếu kho chưa có văn bản đó.",
    "Citation.status": "resolved đã xác định, ambiguous có nhiều khả năng, unresolved chưa xác định được.", "Citation.reason": "Vì sao chưa xác định được.", "Citation.cited": "Văn bản theo cách gọi trong câu.",
    "Citation.provision": "Địa chỉ điều khoản theo lời văn, dù kho có hay chưa có văn bản đó.",
    "Citation.relation": "Điều khoản làm gì với văn bản được dẫn: amends sửa đổi, adds bổ sung, replaces thay thế, abolishes bãi bỏ; để trống nếu chỉ dẫn.",
    "Deadline.days": "Số ngày.", "Deadline.day_kind": "calendar ngày thường, working ngày làm việc, unsaid văn bản không nói.", "Deadline.from": "Tính từ mốc nào.", "Deadline.period": "Kỳ: 2024-Q1, 2025-11.",
    "Deadline.holidays": "Với ngày làm việc: counted đã trừ ngày nghỉ lễ, not-counted chỉ trừ thứ Bảy, Chủ nhật.",
    # the duty
    "Duty.partners": "Các cơ quan phối hợp.", "Duty.others": "Bên phối hợp nêu chung, đúng chữ.", "Duty.recipients": "Các cơ quan nhận.", "Duty.report_to": "Các cơ quan được báo cáo.",
    "Duty.submit_to": "Các cơ quan được trình.", "Duty.channels": "Các cơ quan mà việc được gửi qua.", "Duty.product": "Kết quả của việc, đúng chữ.", "Duty.recurrence": "Định kỳ: quarterly hằng quý, yearly hằng năm, …",
    "Duty.deadline": "Thời hạn; để trống nếu văn bản không nêu.", "Duty.because": "Căn cứ để đọc như vậy: chữ nào, ở đâu.", "Duty.review": "machine máy đọc; reviewed đã rà soát; corrected đã rà soát, đã sửa.",
    # the document
    "DocumentRecord.file": "Tệp trong kho.", "DocumentRecord.first_line": "Dòng đầu của nội dung trong tệp.", "DocumentRecord.type": "Loại văn bản.", "DocumentRecord.title": "Trích yếu.",
    "DocumentRecord.short": "Tên gọi ngắn.", "DocumentRecord.number": "Số, ký hiệu; để trống nếu chưa rõ.", "DocumentRecord.issuer": "Mã cơ quan ban hành.", "DocumentRecord.jurisdiction": "Địa bàn.",
    "DocumentRecord.issued": "Ngày ban hành.", "DocumentRecord.effective": "Ngày có hiệu lực.", "DocumentRecord.signer": "Người ký.", "DocumentRecord.signer_title": "Chức vụ người ký.",
    "DocumentRecord.carries_out": "Mã các văn bản mà văn bản này triển khai.", "DocumentRecord.amended": "Văn bản sửa đổi, bổ sung.", "DocumentRecord.names": "Các tên gọi khác khi được dẫn chiếu.",
    "DocumentRecord.namesake": "Ngày ban hành văn bản khác mang cùng tên; từ ngày ấy tên không kèm năm chưa chỉ rõ văn bản nào.",
    "DocumentRecord.aliases": "Các mã cũ.", "DocumentRecord.held": "Đúng nếu kho có toàn văn.", "DocumentRecord.clauses": "Số điều khoản.", "DocumentRecord.duties": "Số nhiệm vụ.", "DocumentRecord.name": "Tên đầy đủ để trích dẫn.",
    # agencies
    "AgencyRow.id": "Mã cơ quan: địa bàn/tên không dấu.", "AgencyRow.full_name": "Tên đầy đủ, có địa bàn.", "AgencyRow.groups": "Các nhóm mà cơ quan là thành viên.", "AgencyRow.members": "Thành viên, nếu là nhóm.",
    "AgencyRow.counts": "Số việc theo loại: own của chính cơ quan, inherited chung, partner phối hợp, recipient tiếp nhận, report_to nhận báo cáo.", "OneAgency.agency": "Cơ quan.",
    "OneAgency.obligations": "Mọi việc liên quan, theo loại.", "OneAgency.holders": "Cơ quan tiếp nhận nhiệm vụ hiện nay.", "ObligationRow.kind": "own của chính cơ quan, inherited qua nhóm, partner phối hợp, recipient tiếp nhận, report_to nhận báo cáo.",
    "ObligationRow.through": "Nhóm mà qua đó cơ quan có việc này; để trống nếu được nêu tên.", "HolderRow.agencies": "Mã các cơ quan tiếp nhận; trống nếu chuyển theo từng việc.", "HolderRow.sure": "certain chắc chắn, probable nhiều khả năng, doubtful chưa chắc.",
    "ObligationRow.id": "Mã điều khoản.", "DutyRow.id": "Mã điều khoản.", "HitRow.id": "Mã điều khoản.", "HitRow.score": "Điểm phù hợp, từ 0 đến khoảng 100.", "HitRow.spans": "Các khoảng chữ khớp trong nội dung.",
    "CitationRow.citation": "Dẫn chiếu.", "CitedHere.citation": "Dẫn chiếu.", "CitedHere.clause": "Mã điều khoản chứa dẫn chiếu.", "OneClause.clause": "Điều khoản.", "OneClause.full_citation": "Trích dẫn đầy đủ, kèm số và ngày văn bản.",
    "OneClause.cited_by": "Các nơi dẫn chiếu đến điều khoản này.", "Found.did_you_mean": "Cách viết có thể đúng hơn; để trống nếu không có.", "DocumentClauses.document": "Văn bản.",
    "Suggested.suggestions": "Các gợi ý, vài gợi ý mỗi loại.", "Suggestion.kind": "agency cơ quan, document văn bản, clause tiêu đề điều khoản, phrase cụm từ hay gặp.",
    "Suggestion.label": "Chữ để hiện.", "Suggestion.note": "Nói thêm: địa bàn, trích yếu hoặc văn bản.", "Suggestion.url": "Trang của gợi ý, tính từ gốc của trang.",
    # findings, gaps, changes, problems
    "Finding.severity": "error lỗi, warning lưu ý, notice ghi chú.", "Finding.file": "Tệp trong kho.", "Finding.line": "Dòng trong tệp, từ 1.", "Finding.sentence": "Một câu nói rõ điều cần xem.",
    "Gap.kind": "no-bearer không nêu cơ quan, unknown-bearer chưa rõ cơ quan, two-leads hai nơi cùng chủ trì, report-to-nobody báo cáo mà không nói báo cáo ai, passed đã quá hạn.", "Gap.words": "Đúng chữ của điều để ngỏ.",
    "Step.number": "Số thứ tự của lần dựng.", "Step.digest": "Tên bản dữ liệu.", "Step.previous": "Tên bản trước; để trống nếu không có gì để so.", "Step.built": "Lúc dựng (UTC).", "Step.corpus": "Dấu của kho văn bản.",
    "Step.same_corpus": "Đúng nếu văn bản giữ nguyên, chỉ chương trình đọc khác đi.", "Step.total": "Số thay đổi tất cả.", "Step.changes": "Các thay đổi, tối đa 2.000.", "Change.clause": "Mã điều khoản; để trống nếu là cả văn bản.",
    "Change.what": "added mới có, removed không còn, words sửa chữ, duties đọc lại nhiệm vụ, reading đọc lại cơ quan hoặc dẫn chiếu, record sửa thông tin, held nay có toàn văn.", "Change.name": "Trích dẫn hoặc tên lúc đó.",
    "Change.duties": "Các nhiệm vụ mới có hoặc không còn.", "DutyChange.new": "Đúng nếu mới có, sai nếu không còn.", "DutyChange.agencies": "Mọi cơ quan được nêu trong nhiệm vụ.", "DutyChange.who": "Cơ quan thực hiện, theo chữ của điều khoản.", "DutyChange.deadline": "Thời hạn, theo chữ của điều khoản.", "DutyChange.review": "Đã có người rà soát chưa.",
    "Problem.type": "Loại lỗi.", "Problem.status": "Mã trạng thái HTTP.", "Problem.detail": "Điều gì không được và cần làm gì.",
}  # fmt: skip
