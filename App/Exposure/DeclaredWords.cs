using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure;

/// <summary>Reads how governance records name people: a login, <c>login:</c>, <c>group:</c> or <c>role:</c> and a name, or everyone.</summary>
internal static class DeclaredWords
{
    private const string EveryoneRule = "everyone";

    /// <param name="members">The accounts that are a principal, or are in it; Everyone gives all.</param>
    /// <returns>Null: a rule that nobody here can read.</returns>
    internal static PrincipalSet? MembersOf(string text, Func<PrincipalId, PrincipalSet> members) =>
        text.Equals(EveryoneRule, StringComparison.OrdinalIgnoreCase) || text == PrincipalId.Everyone.Name
            ? members(PrincipalId.Everyone)
        : PrincipalId.TryParse(text, out var id) ? members(id)
        : text.AsSpan().ContainsAny(':', '=', ' ') ? null
        : members(PrincipalId.Login(text));
}
