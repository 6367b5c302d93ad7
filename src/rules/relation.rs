//! Rules on one relation or one membership.

use alloc::format;

use super::findings::Findings;
use super::rule::{Check, Rule};
use super::walk::PartCheck;
use crate::record::{Membership, Relation, RelationKind, RelationObject};
use crate::report::Severity;

pub(super) const SELF: Rule = Rule {
    code: "relation/self",
    severity: Severity::Error,
    numbers: &[],
    summary: "an actor stands in relation to itself",
    why: "a relation needs two, so that one of the two is wrong",
    source: "the data model: who stands in which relation to whom",
    bad: r#"{"kind":"relation","id":"x","type":"diplomatic-relations","from":"KAZ","towards":"KAZ","mutual":true,"start":"1992","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"diplomatic-relations","from":"USA","towards":"KAZ","mutual":true,"start":"1992","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Relation(to_itself)),
};

fn to_itself(relation: &Relation, findings: &mut Findings<'_>) {
    if relation.from == relation.towards {
        findings.found_in("towards", format!("`{}` stands in relation to itself", relation.from));
    }
}

pub(super) const OBJECT: Rule = Rule {
    code: "relation/object-of-another-type",
    severity: Severity::Error,
    numbers: &[],
    summary: "the object of a relation belongs to another type of relation",
    why: "an embassy is not recognised and a state is not opened: the type or the object is wrong",
    source: "the data model: who stands in which relation to whom",
    bad: r#"{"kind":"relation","id":"x","type":"recognition","from":"USA","towards":"KAZ","object":"embassy","start":"1991","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"recognition","from":"USA","towards":"KAZ","object":"state","start":"1991","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Relation(object_of_another_type)),
};

/// The type to which an object belongs.
const fn type_of(object: RelationObject) -> RelationKind {
    match object {
        RelationObject::State | RelationObject::Government => RelationKind::Recognition,
        RelationObject::Administers | RelationObject::Occupies | RelationObject::Claims => {
            RelationKind::Territory
        }
        RelationObject::Embassy
        | RelationObject::Legation
        | RelationObject::ConsulateGeneral
        | RelationObject::Consulate
        | RelationObject::LiaisonOffice
        | RelationObject::InterestsSection
        | RelationObject::RepresentativeOffice
        | RelationObject::PermanentMission => RelationKind::Mission,
    }
}

fn object_of_another_type(relation: &Relation, findings: &mut Findings<'_>) {
    if let Some(object) = relation.object
        && type_of(object) != relation.kind
    {
        findings.found_in(
            "object",
            format!(
                "`{object}` is an object of `{}`, and the type is `{}`",
                type_of(object),
                relation.kind
            ),
        );
    }
}

pub(super) const DIRECTED: Rule = Rule {
    code: "relation/directed-and-mutual",
    severity: Severity::Warning,
    numbers: &[92],
    summary: "a relation that is directed by nature is marked mutual",
    why: "a recognition, a mission or a hold on a territory goes one way; the other way is a record of its own",
    source: "Correlates of War Diplomatic Exchange and ATOP: ties are directed",
    bad: r#"{"kind":"relation","id":"x","type":"mission","from":"USA","towards":"KAZ","object":"embassy","mutual":true,"start":"1992","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"mission","from":"USA","towards":"KAZ","object":"embassy","start":"1992","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Relation(directed_and_mutual)),
};

fn directed_and_mutual(relation: &Relation, findings: &mut Findings<'_>) {
    let directed = matches!(
        relation.kind,
        RelationKind::Recognition | RelationKind::Mission | RelationKind::Territory
    );
    if directed && relation.mutual {
        findings.found_in(
            "mutual",
            format!(
                "a relation of type `{}` goes one way; record each way by itself",
                relation.kind
            ),
        );
    }
}

pub(super) const NAMELESS_PARTNERSHIP: Rule = Rule {
    code: "relation/partnership-without-level",
    severity: Severity::Warning,
    numbers: &[93],
    summary: "a partnership has neither a level nor a label",
    why: "partnerships are told apart by what their parties call them",
    source: "joint statements: a new level takes the place of the old",
    bad: r#"{"kind":"relation","id":"x","type":"partnership","from":"USA","towards":"KAZ","mutual":true,"start":"2018","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"partnership","from":"USA","towards":"KAZ","mutual":true,"level":"enhanced strategic partnership","start":"2018","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Relation(|relation, findings| {
        if relation.kind == RelationKind::Partnership
            && relation.level.is_none()
            && relation.label.is_none()
        {
            findings.found_in("level", "a partnership needs a `level` or a `label`");
        }
    })),
};

pub(super) const NO_TERRITORY: Rule = Rule {
    code: "relation/territory-unnamed",
    severity: Severity::Error,
    numbers: &[],
    summary: "a hold on a territory does not say on which",
    why: "without it one claim cannot be told from another",
    source: "the data model: who stands in which relation to whom",
    bad: r#"{"kind":"relation","id":"x","type":"territory","from":"RUS","towards":"JPN","object":"administers","start":"1945","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"territory","from":"RUS","towards":"JPN","object":"administers","territory":"Kuril Islands","start":"1945","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Relation(|relation, findings| {
        if relation.kind == RelationKind::Territory && relation.territory.is_none() {
            findings.found_in(
                "territory",
                "a relation of type `territory` needs the territory in words",
            );
        }
    })),
};

pub(super) const NO_OBJECT: Rule = Rule {
    code: "relation/object-missing",
    severity: Severity::Warning,
    numbers: &[],
    summary: "a recognition, mission or hold on a territory does not say which one",
    why: "recognition of a state and of a government, an embassy and a consulate answer different questions",
    source: "the data model: who stands in which relation to whom",
    bad: r#"{"kind":"relation","id":"x","type":"mission","from":"USA","towards":"KAZ","start":"1992","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"relation","id":"x","type":"mission","from":"USA","towards":"KAZ","object":"embassy","start":"1992","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Relation(|relation, findings| {
        let needs = matches!(
            relation.kind,
            RelationKind::Recognition | RelationKind::Mission | RelationKind::Territory
        );
        if needs && relation.object.is_none() {
            findings.found_in(
                "object",
                format!("a relation of type `{}` should say of what", relation.kind),
            );
        }
    })),
};

pub(super) const MEMBER_OF_ITSELF: Rule = Rule {
    code: "membership/self",
    severity: Severity::Error,
    numbers: &[],
    summary: "an organization is a member of itself",
    why: "the member or the organization is wrong",
    source: "Correlates of War, intergovernmental organizations: spells of membership",
    bad: r#"{"kind":"membership","id":"x","member":"org:o","organization":"o","standing":"full","start":"1995","sources":[{"source":"s"}]}"#,
    good: r#"{"kind":"membership","id":"x","member":"KAZ","organization":"o","standing":"full","start":"1995","sources":[{"source":"s"}]}"#,
    also: &[],
    check: Check::Part(PartCheck::Membership(member_of_itself)),
};

fn member_of_itself(membership: &Membership, findings: &mut Findings<'_>) {
    if membership.member.organization_id() == Some(&membership.organization) {
        findings.found_in("member", format!("`{}` is a member of itself", membership.member));
    }
}
