using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Directory;

/// <summary>
/// Gathers accounts and groups from SCIM 2.0 list responses (RFC 7643, 7644), several pages as files in any order. Membership
/// truth is <c>Group.members</c>; a user's own <c>groups</c> are read-only echoes and are not read.
/// </summary>
internal sealed class ScimReader
{
    private const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
    private const string GroupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";

    private readonly Dictionary<string, PrincipalId> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<PrincipalId, Account> _accounts = [];
    private readonly Dictionary<PrincipalId, DatedFact<Principal>> _groups = [];
    private readonly List<PendingGroup> _pending = [];
    private readonly Dictionary<Membership, DatedFact<Membership>> _memberships = [];

    /// <summary>True where a file said which accounts or groups there are, even if none.</summary>
    public bool WasRead { get; private set; }

    /// <summary>Members that no account or group of the files has the id of.</summary>
    public long UnresolvedMembers { get; private set; }

    public ImmutableArray<DatedFact<Membership>> Memberships => [.. _memberships.Values];

    public void Read(ImportFile file) =>
        file.ReadJson(root =>
        {
            var members = root.Members();
            if (!members.TryGetValue("Resources", out var resources) || !resources.IsArray)
            {
                file.Refuse(0, "its shape is not a SCIM 2.0 list response: there is no array 'Resources'");
                return;
            }

            WasRead = true;
            file.ForEach(resources.Elements(), (slice, resource) => Add(file, slice, resource));
        });

    /// <summary>Joins members to groups. Call once, after the last file.</summary>
    /// <param name="ledger">Where members that resolve to nobody are refused.</param>
    public void Resolve(ImportLedger ledger)
    {
        foreach (var group in _pending)
        {
            foreach (var (id, line) in group.Members)
            {
                if (!_byId.TryGetValue(id, out var member))
                {
                    UnresolvedMembers++;
                    ledger.Refuse(
                        group.File,
                        line,
                        "a member of a group is no account or group of the directory's files"
                    );
                    continue;
                }

                var membership = new Membership(member, group.Group);
                _memberships.TryAdd(membership, new(membership, Source: group.File));
            }
        }

        _pending.Clear();
    }

    public ImmutableArray<DatedFact<Principal>> Principals() =>
        [.. _accounts.Select(account => account.Value.ToFact(account.Key, _byId)), .. _groups.Values];

    private void Add(ImportFile file, JsonSlice slice, JsonElement resource)
    {
        if (IsUser(resource))
        {
            AddUser(file, resource);
        }
        else if (resource.TryGetProperty("members", out _) || Schemas(resource).Contains(GroupSchema))
        {
            AddGroup(file, slice, resource);
        }
        else
        {
            throw new InvalidDataException("neither a SCIM user nor a SCIM group");
        }
    }

    private void AddUser(ImportFile file, JsonElement user)
    {
        var login = PrincipalId.Login(user.Name("userName"));
        if (_accounts.ContainsKey(login))
        {
            throw new InvalidDataException("a second account with the same userName");
        }

        var id = user.Text("id") ?? login.Name;
        var account = Account.Read(user, id, file.Name);
        if (!_byId.TryAdd(id, login))
        {
            throw new InvalidDataException("a second resource with the same id");
        }

        _accounts.Add(login, account);
        file.Accept();
    }

    private void AddGroup(ImportFile file, JsonSlice slice, JsonElement element)
    {
        var group = PrincipalId.Group(element.Name("displayName"));
        if (_groups.ContainsKey(group))
        {
            throw new InvalidDataException("a second group with the same displayName");
        }

        var members = Members(slice);
        if (!_byId.TryAdd(element.Text("id") ?? "group " + group.Name, group))
        {
            throw new InvalidDataException("a second resource with the same id");
        }

        _groups.Add(group, new(new(group, PrincipalKind.Group), Source: file.Name));
        _pending.Add(new(group, file.Name, members));
        file.Accept();
    }

    /// <summary>The ids of a group's members, each with its line.</summary>
    private static List<(string Id, long Line)> Members(JsonSlice group)
    {
        var members = new List<(string, long)>();
        foreach (var member in group.Members().GetValueOrDefault("members").Elements())
        {
            using var document = member.Parse();
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidDataException("'members' should hold objects");
            }

            members.Add((document.RootElement.Name("value"), member.Line));
        }

        return members;
    }

    private static bool IsUser(JsonElement resource) =>
        resource.TryGetProperty("userName", out _) || Schemas(resource).Contains(UserSchema);

    private static ImmutableArray<string> Schemas(JsonElement resource) => resource.Texts("schemas");

    private sealed record PendingGroup(PrincipalId Group, string File, List<(string Id, long Line)> Members);
}
