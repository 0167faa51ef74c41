#pragma once
// The organisation's own matters in memory. Each change is durable when its call returns, as
// SQLite's synchronous=FULL promises: no crash takes it back, a restored backup does.

#include <map>

#include "store/own_matters.h"

namespace entente::simulation {

class MemoryMatters final : public store::OwnMatters {
public:
    /// For a test of the tests: what it is told of disputes is gone when it is asked.
    void forget_evidence() { forgets_evidence_ = true; }

    [[nodiscard]] Result<void> put(std::string_view drawer, std::string_view name,
                                   ByteView document) override {
        if (forgets_evidence_ && drawer == "dispute") return {};
        documents_.insert_or_assign({std::string(drawer), std::string(name)}, Bytes(document));
        return {};
    }

    [[nodiscard]] Result<std::optional<Bytes>> get(std::string_view drawer,
                                                   std::string_view name) const override {
        const auto at = documents_.find({std::string(drawer), std::string(name)});
        return at == documents_.end() ? std::nullopt : std::optional(at->second);
    }

    [[nodiscard]] Result<std::vector<std::pair<std::string, Bytes>>> list(
        std::string_view drawer) const override {
        std::vector<std::pair<std::string, Bytes>> found;
        for (const auto& [key, document] : documents_) {
            if (key.first == drawer) found.emplace_back(key.second, document);
        }
        return found;
    }

private:
    bool forgets_evidence_ = false;
    std::map<std::pair<std::string, std::string>, Bytes> documents_;
};

}  // namespace entente::simulation
