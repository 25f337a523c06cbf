using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>Gathers roles and who is in them. A member of an inner role holds the outer one (semantics 12).</summary>
internal sealed class RangerRoles
{
    private readonly Dictionary<PrincipalId, DatedFact<Principal>> _roles = [];
    private readonly Dictionary<Membership, DatedFact<Membership>> _memberships = [];

    public bool WereRead { get; private set; }

    public ImmutableArray<DatedFact<Principal>> Roles => [.. _roles.Values];

    public ImmutableArray<DatedFact<Membership>> Memberships => [.. _memberships.Values];

    public void Read(ImportFile file, JsonSlice roles)
    {
        WereRead = true;
        file.ForEach(roles.Elements(), (_, role) => Add(file, role));
    }

    private void Add(ImportFile file, JsonElement element)
    {
        var role = PrincipalId.Role(element.Name("name"));
        if (_roles.ContainsKey(role))
        {
            throw new InvalidDataException("a second role of the same name");
        }

        List<PrincipalId> members =
        [
            .. Names(element, "users").Select(PrincipalId.Login),
            .. Names(element, "groups").Select(PrincipalId.Group),
            .. Names(element, "roles").Select(PrincipalId.Role),
        ];
        var principal = new Principal(
            role,
            PrincipalKind.Role,
            element.Text("description"),
            element.Flag("isEnabled", missing: true)
        );
        _roles.Add(role, new(principal, Source: file.Name));
        foreach (var member in members.Where(member => member != role))
        {
            var membership = new Membership(member, role);
            _memberships.TryAdd(membership, new(membership, Source: file.Name));
        }

        file.Accept();
    }

    private static IEnumerable<string> Names(JsonElement role, string list) =>
        role.Objects(list).Select(member => member.Name("name"));
}
