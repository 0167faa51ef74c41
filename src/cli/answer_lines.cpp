#include "cli/answer_lines.h"

#include "cli/answer.h"

namespace entente::cli {

void AnswerLines::take(ByteView piece) {
    pending_ += piece;
    while (true) {
        const auto end = pending_.find('\n');
        if (end == std::string::npos) return;
        take_line(std::string_view(pending_).substr(0, end));
        pending_.erase(0, end + 1);
    }
}

Result<std::string> AnswerLines::report(const std::string& remedy) const {
    if (error_) return std::unexpected(*error_);
    if (!report_.empty()) return report_;
    return fail(ErrorKind::unavailable, "the node stopped before it was done", subject_, remedy);
}

void AnswerLines::take_line(std::string_view line) {
    const auto document = json::Document::parse(line);
    if (!document) return;
    const auto root = document->root();
    const auto event = text_of(root, "event");
    if (event == "done") {
        report_ = line;
    } else if (event == "error") {
        error_ = error_of(root);
    } else {
        take_(event, root);
    }
}

Error AnswerLines::error_of(const json::Value& line) const {
    const auto kind = text_of(line, "kind");
    auto found = ErrorKind::fatal;
    for (const auto each :
         {ErrorKind::invalid, ErrorKind::not_found, ErrorKind::refused, ErrorKind::conflict,
          ErrorKind::unavailable, ErrorKind::corrupt, ErrorKind::exhausted}) {
        if (kind == to_text(each)) found = each;
    }
    return {.kind = found,
            .what = text_of(line, "what"),
            .where = subject_ + ", " + text_of(line, "where"),
            .remedy = text_of(line, "remedy")};
}

}  // namespace entente::cli
