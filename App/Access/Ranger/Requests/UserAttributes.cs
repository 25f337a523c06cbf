using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>What the imported user store says of logins and groups, put into requests.</summary>
internal sealed class UserAttributes
{
    private static readonly ImmutableSortedDictionary<string, string> s_none = ImmutableSortedDictionary.Create<
        string,
        string
    >(StringComparer.Ordinal);

    private readonly bool _areKnown;
    private readonly Dictionary<PrincipalId, ImmutableSortedDictionary<string, string>> _byPrincipal = [];

    internal UserAttributes(AccessService? service)
    {
        _areKnown = service?.Attributes is not null;
        foreach (var known in service?.Attributes ?? [])
        {
            _byPrincipal[known.Principal] = known.Attributes.ToImmutableSortedDictionary(
                attribute => attribute.Name,
                attribute => attribute.Value,
                StringComparer.Ordinal
            );
        }
    }

    internal AccessRequest AddTo(AccessRequest request) =>
        request with
        {
            KnowsAttributes = _areKnown,
            UserAttributes = _byPrincipal.GetValueOrDefault(PrincipalId.Login(request.User ?? ""), s_none),
            GroupAttributes = request
                .Groups.Where(group => _byPrincipal.ContainsKey(PrincipalId.Group(group)))
                .ToImmutableSortedDictionary(
                    group => group,
                    group => _byPrincipal[PrincipalId.Group(group)],
                    StringComparer.Ordinal
                ),
        };
}
