using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.History;

/// <summary>What an event of the change log says of one part of one fact.</summary>
internal abstract record LoggedChange(string Part, string? Before, string? After)
{
    internal sealed record OfMembership(Membership Edge, string? Before, string? After)
        : LoggedChange(FactChange.Existence, Before, After);

    internal sealed record OfAccount(PrincipalId Login, string Part, string? Before, string? After)
        : LoggedChange(Part, Before, After);

    internal sealed record OfTable(TableName Table, string Part, string? Before, string? After)
        : LoggedChange(Part, Before, After);

    internal sealed record OfDatabase(string Database, string? Before, string? After)
        : LoggedChange(TableShape.Owner, Before, After);

    internal sealed record OfClass(ResourceName Resource, string Class, string? Before, string? After)
        : LoggedChange(FactChange.Existence, Before, After);

    internal sealed record OfPath(string Path, string Part, string? Before, string? After)
        : LoggedChange(Part, Before, After);

    /// <summary>A version of a policy took another's place; what each said is in the version history.</summary>
    internal sealed record OfPolicy(long Policy, string? Before, string? After)
        : LoggedChange(FactChange.Existence, Before, After);
}
