using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>Gathers the groups and attributes of users as Ranger's user store knows them (semantics 12).</summary>
internal sealed class RangerUserStore
{
    private readonly Dictionary<PrincipalId, string> _principals = []; // to the file that names it
    private readonly Dictionary<Membership, DatedFact<Membership>> _memberships = [];
    private readonly SortedDictionary<PrincipalId, PrincipalAttributes> _attributes = [];

    public bool WasRead { get; private set; }

    /// <summary>Logins and groups that the store names, each with its file.</summary>
    public IReadOnlyDictionary<PrincipalId, string> Principals => _principals;

    /// <summary>Attributes that conditions may ask for, by principal; null where no store was read.</summary>
    public ImmutableArray<PrincipalAttributes>? Attributes => WasRead ? [.. _attributes.Values] : null;

    public ImmutableArray<DatedFact<Membership>> Memberships => [.. _memberships.Values];

    public void Read(ImportFile file, Dictionary<string, JsonSlice> members)
    {
        WasRead = true;
        foreach (var (user, attributes) in members.GetValueOrDefault("userAttrMapping").Members())
        {
            if (!IsName(user))
            {
                file.Refuse(attributes.Line, "a user without a name, or with a control character in it");
                continue;
            }

            _principals.TryAdd(PrincipalId.Login(user), file.Name);
            AddAttributes(file, PrincipalId.Login(user), attributes);
        }

        foreach (var (group, attributes) in members.GetValueOrDefault("groupAttrMapping").Members())
        {
            if (!IsName(group))
            {
                file.Refuse(attributes.Line, "a group without a name, or with a control character in it");
                continue;
            }

            _principals.TryAdd(PrincipalId.Group(group), file.Name);
            AddAttributes(file, PrincipalId.Group(group), attributes);
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

    private void AddAttributes(ImportFile file, PrincipalId principal, JsonSlice attributes)
    {
        using var document = attributes.Parse();
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            file.Refuse(attributes.Line, "the attributes of a user or group should be an object");
            return;
        }

        ImmutableArray<PrincipalAttribute> known =
        [
            .. document
                .RootElement.EnumerateObject()
                .Where(attribute => attribute.Value.ValueKind == JsonValueKind.String)
                .Select(attribute => new PrincipalAttribute(attribute.Name, attribute.Value.GetString()!))
                .DistinctBy(attribute => attribute.Name)
                .OrderBy(attribute => attribute.Name, StringComparer.Ordinal),
        ];
        if (!known.IsEmpty)
        {
            _attributes[principal] = new(principal, known);
        }
    }

    private static bool IsName(string name) => name.Length > 0 && !name.Any(char.IsControl);
}
