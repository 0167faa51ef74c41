#pragma once
// A STIX object, and the proof, as a type, that it was validated. Pure.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "json/value.h"
#include "stix/finding.h"

namespace entente::stix {

/// An identifier in a property whose name ends in _ref or _refs.
struct Reference {
    std::string pointer;  ///< JSON pointer: "/object_refs/2"
    std::string id;

    friend bool operator==(const Reference&, const Reference&) = default;
};

/// The properties that objects of all kinds share, as far as an object has them.
struct CommonProperties {
    std::string type;
    std::string id;
    std::string spec_version;                  ///< empty if it is not given
    std::optional<Timestamp> created = {};     ///< absent in observables
    std::optional<Timestamp> modified = {};    ///< absent in observables and marking-definitions
    std::string created_by_ref;                ///< empty if it is not given
    std::vector<Reference> marking_refs = {};  ///< of the object and of parts of it (granular)
    bool is_revoked = false;

    friend bool operator==(const CommonProperties&, const CommonProperties&) = default;
};

/// One object: its canonical bytes, and what is needed of it often. Made only by parse.
class Object {
public:
    [[nodiscard]] const std::string& type() const { return common_.type; }

    [[nodiscard]] const std::string& id() const { return common_.id; }

    [[nodiscard]] const std::string& spec_version() const { return common_.spec_version; }

    [[nodiscard]] const std::optional<Timestamp>& created() const { return common_.created; }

    [[nodiscard]] const std::optional<Timestamp>& modified() const { return common_.modified; }

    [[nodiscard]] const std::string& created_by_ref() const { return common_.created_by_ref; }

    [[nodiscard]] bool is_revoked() const { return common_.is_revoked; }

    /// The marking-definitions that apply to the object (object_marking_refs) or to parts of it
    /// (granular_markings), each mention.
    [[nodiscard]] const std::vector<Reference>& marking_refs() const {
        return common_.marking_refs;
    }

    /// Every identifier in a property whose name ends in _ref or _refs, at any depth; each once, at
    /// the place of its first mention.
    [[nodiscard]] const std::vector<Reference>& references() const { return references_; }

    /// What validation found, in the order of the object.
    [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }

    /// The object in RFC 8785 form: what is hashed, signed and stored.
    [[nodiscard]] const Bytes& canonical() const { return canonical_; }

private:
    friend Result<Object> parse(json::Parser& parser, ByteView text);

    Object(CommonProperties common, std::vector<Reference> references,
           std::vector<Finding> findings, Bytes canonical)
        : common_(std::move(common)),
          references_(std::move(references)),
          findings_(std::move(findings)),
          canonical_(std::move(canonical)) {}

    CommonProperties common_;
    std::vector<Reference> references_;
    std::vector<Finding> findings_;
    Bytes canonical_;
};

/// A `Thing` without a finding of level error. Made only by validated.
template <class Thing>
class Valid {
public:
    [[nodiscard]] const Thing& thing() const { return thing_; }

private:
    friend Result<Valid<Object>> validated(Object object);

    explicit Valid(Thing thing) : thing_(std::move(thing)) {}

    Thing thing_;
};

}  // namespace entente::stix
