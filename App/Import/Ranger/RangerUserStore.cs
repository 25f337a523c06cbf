using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>Gathers the groups of users as Ranger's user store knows them (semantics 12).</summary>
internal sealed class RangerUserStore
{
    private readonly Dictionary<PrincipalId, string> _principals = []; // to the file that names it
    private readonly Dictionary<Membership, DatedFact<Membership>> _memberships = [];

    public bool WasRead { get; private set; }

    /// <summary>Logins and groups that the store names, each with its file.</summary>
    public IReadOnlyDictionary<PrincipalId, string> Principals => _principals;

    public ImmutableArray<DatedFact<Membership>> Memberships => [.. _memberships.Values];

    public void Read(ImportFile file, Dictionary<string, JsonSlice> members)
    {
        WasRead = true;
        foreach (var user in members.GetValueOrDefault("userAttrMapping").Members().Keys)
        {
            _principals.TryAdd(PrincipalId.Login(user), file.Name);
        }

        foreach (var group in members.GetValueOrDefault("groupAttrMapping").Members().Keys)
        {
            _principals.TryAdd(PrincipalId.Group(group), file.Name);
        }

        foreach (var (user, groups) in members.GetValueOrDefault("userGroupMapping").Members())
        {
            Add(file, user, groups);
        }
    }

    private void Add(ImportFile file, string user, JsonSlice groups)
    {
        using var document = groups.Parse();
        var array = document.RootElement;
        if (
            array.ValueKind != JsonValueKind.Array
            || array
                .EnumerateArray()
                .Any(group => group.ValueKind != JsonValueKind.String || !IsName(group.GetString()!))
            || !IsName(user)
        )
        {
            file.Refuse(groups.Line, "a user's groups should be an array of names");
            return;
        }

        var login = PrincipalId.Login(user);
        _principals.TryAdd(login, file.Name);
        foreach (var name in array.EnumerateArray())
        {
            var group = PrincipalId.Group(name.GetString()!);
            _principals.TryAdd(group, file.Name);
            var membership = new Membership(login, group);
            _memberships.TryAdd(membership, new(membership, Source: file.Name));
        }

        file.Accept();
    }

    private static bool IsName(string name) => name.Length > 0 && !name.Any(char.IsControl);
}
