// The example channel of examples/afghanistan-2021, held to what its README says.

#include <map>
#include <set>

#include "json/canonical.h"
#include "json/value.h"
#include "stix/entente_extensions.h"
#include "stix/parse.h"
#include "stix/tlp.h"
#include "tests/support/precompiled.h"
#include "tests/support/shared_data.h"
#include "views/body.h"

namespace entente::views {
namespace {

using Objects = std::map<std::string, Bytes>;

/// The objects of one file, by id.
Objects objects_of(const std::string& file) {
    const auto text = test::read_file(ENTENTE_SOURCE_DIR "/" + file);
    const auto bundle = json::Document::parse(text).value();
    EXPECT_EQ(text_of(bundle.root(), "type"), "bundle");
    Objects objects;
    for (const auto& value : bundle.root().member("objects")->elements()) {
        auto object = stix::parse(json::canonical(value).value()).value();
        EXPECT_TRUE(objects.emplace(object.id(), object.canonical()).second) << object.id();
    }
    return objects;
}

Objects alpha() {
    return objects_of("examples/afghanistan-2021/alpha/objects.json");
}

Objects bravo() {
    return objects_of("examples/afghanistan-2021/bravo/objects.json");
}

Objects everything() {
    auto all = alpha();
    all.merge(bravo());
    all.merge(objects_of("examples/afghanistan-2021/question.json"));
    return all;
}

std::vector<std::string> ids_of_type(const Objects& objects, std::string_view type) {
    std::vector<std::string> ids;
    for (const auto& [id, body] : objects) {
        if (id.starts_with(std::string(type) + "--")) ids.push_back(id);
    }
    return ids;
}

TEST(Example, HasNoFindingThatIsAWarningOrAnError) {
    for (const auto& [id, body] : everything()) {
        const auto object = stix::parse(body).value();
        for (const auto& finding : object.findings()) {
            EXPECT_EQ(finding.level, stix::Level::info)
                << id << finding.pointer << ": " << finding.message;
        }
    }
}

TEST(Example, RefersOnlyToWhatOneOfTheFilesHolds) {
    const auto all = everything();
    for (const auto& [id, body] : all) {
        const auto object = stix::parse(body).value();
        for (const auto& reference : object.references()) {
            EXPECT_TRUE(all.contains(reference.id) || stix::find_tlp(reference.id))
                << id << reference.pointer << ": " << reference.id;
        }
    }
}

TEST(Example, HasNothingInBothFilesButTheDefinitionsOfTheExtensions) {
    const auto bravos = bravo();
    Objects shared;
    for (const auto& [id, body] : alpha()) {
        const auto found = bravos.find(id);
        if (found == bravos.end()) continue;
        EXPECT_EQ(found->second, body) << id;
        shared.emplace(id, body);
    }
    EXPECT_EQ(shared, objects_of("schemas/extension-definitions.json"));
}

TEST(Example, LetsEachPartyWriteItsOwnObjectsOnly) {
    for (const auto& objects : {alpha(), bravo()}) {
        std::set<std::string> authors;
        for (const auto& [id, body] : objects) {
            const auto object = stix::parse(body).value();
            if (!object.created_by_ref().empty()) authors.insert(object.created_by_ref());
        }
        EXPECT_EQ(authors.size(), 2U);  // the party, and Entente for its extensions
        for (const auto& author : authors) EXPECT_TRUE(objects.contains(author)) << author;
    }
}

TEST(Example, TellsTheSourceOfEveryReportIncidentAndNote) {
    const auto all = everything();
    for (const auto* type : {"report", "incident", "note"}) {
        const auto ids = ids_of_type(all, type);
        EXPECT_FALSE(ids.empty()) << type;
        for (const auto& id : ids) {
            const auto object = json::Document::parse(all.at(id)).value();
            const auto extensions = object.root().member("extensions");
            EXPECT_TRUE(extensions && extensions->member(stix::sourcing_extension)) << id;
        }
    }
}

TEST(Example, MarksEverythingThatAPartyWroteAndNothingRed) {
    for (const auto& [id, body] : everything()) {
        const auto object = stix::parse(body).value();
        if (object.created_by_ref().empty() || object.type() == "extension-definition") continue;
        ASSERT_EQ(object.marking_refs().size(), 1U) << id;
        const auto marking = stix::find_tlp(object.marking_refs()[0].id);
        ASSERT_TRUE(marking.has_value()) << id;
        EXPECT_EQ(marking->version, 2) << id;
        EXPECT_NE(marking->level, stix::TlpLevel::red) << id;
    }
}

TEST(Example, HasAsManyObjectsAsItsReadmeSays) {
    EXPECT_EQ(alpha().size(), 55U + 4U);
    EXPECT_EQ(bravo().size(), 56U + 4U);
    EXPECT_EQ(objects_of("examples/afghanistan-2021/question.json").size(), 1U);
}

}  // namespace
}  // namespace entente::views
