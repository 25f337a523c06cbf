using GovernanceDashboard.Access.Ranger.Conditions;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>What the policies of one index are compiled against.</summary>
/// <param name="DenyAndExceptions">False where the service asks allow items alone.</param>
/// <param name="Conditions">Null where conditions are as written: none is known.</param>
internal sealed record PolicyGround(
    AccessTypes Types,
    bool DenyAndExceptions,
    AccountDirectory Accounts,
    MembershipClosure Closure,
    KnownConditions? Conditions = null
);
