using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Directory;

/// <summary>
/// Gathers accounts and groups from SCIM 2.0 list responses (RFC 7643, 7644), several pages as files in any order. Membership
/// truth is <c>Group.members</c>; a user's own <c>groups</c> are read-only echoes and are not read.
/// </summary>
internal sealed class ScimReader(ImportLedger ledger)
{
    private const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
    private const string GroupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";

    private readonly Dictionary<string, PrincipalId> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<PrincipalId, Account> _accounts = [];
    private readonly HashSet<string> _userNames = new(StringComparer.OrdinalIgnoreCase); // RFC 7643, 4.1.1: not case-exact
    private readonly Dictionary<PrincipalId, string> _groups = []; // to the file
    private readonly List<PendingGroup> _pending = [];
    private readonly ScimPages _pages = new();

    /// <summary>True where a file said which accounts or groups there are, even if none.</summary>
    public bool WasRead { get; private set; }

    public void Read(ImportFile file, Dictionary<string, JsonSlice> members)
    {
        if (!members.TryGetValue("Resources", out var resources) || !resources.IsArray)
        {
            if (_pages.IsEmptyPage(members))
            {
                WasRead = true; // RFC 7644, 3.4.2: a page without results may leave the list out
                return;
            }

            file.Refuse(
                0,
                "its shape is none of a directory's that are read: a SCIM 2.0 list response (array 'Resources'), or usersync's {user: [groups]}"
            );
            return;
        }

        WasRead = true;
        var elements = resources.Elements();
        var users = 0;
        file.ForEach(
            elements,
            (slice, resource) =>
            {
                users += IsUser(resource) ? 1 : 0;
                Add(file, slice, resource);
            }
        );
        _pages.Add(members, users, elements.Count);
    }

    /// <summary>Joins members to groups. Call once, after the last file.</summary>
    public DirectoryFacts Resolve()
    {
        var facts = new DirectoryFacts();
        foreach (var (login, account) in _accounts)
        {
            var manager = account.ManagerId is { } id && _byId.TryGetValue(id, out var found) ? found.Name : null;
            var isStandIn =
                account.Person is { IdentityKey: var key } && _byId.TryGetValue(key, out var itself) && itself == login;
            facts.Add(account.ToPrincipal(login, manager), account.File, isStandIn);
        }

        foreach (var (group, file) in _groups)
        {
            facts.Add(new Principal(group, PrincipalKind.Group), file);
        }

        _pages.Say(ledger);
        foreach (var group in _pending)
        {
            foreach (var (id, line) in group.Members)
            {
                if (!_byId.TryGetValue(id, out var member))
                {
                    facts.UnresolvedMembers++;
                    ledger.Refuse(
                        group.File,
                        line,
                        "a member of a group is no account or group of the directory's files"
                    );
                    continue;
                }

                facts.Add(new Membership(member, group.Group), group.File);
            }
        }

        _pending.Clear();
        return facts;
    }

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
        if (_userNames.Contains(login.Name))
        {
            throw new InvalidDataException("a second account with the same userName");
        }

        var id = user.Text("id") ?? login.Name;
        var account = Account.Read(user, id, file.Name);
        if (!_byId.TryAdd(id, login))
        {
            throw new InvalidDataException("a second resource with the same id");
        }

        _userNames.Add(login.Name);
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

        _groups.Add(group, file.Name);
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

            members.Add((Value(document.RootElement), member.Line));
        }

        return members;
    }

    // Some writers give the address of a member only: its last part is the id.
    private static string Value(JsonElement member) =>
        member.Text("value") is null && member.Text("$ref") is { } address
            ? Uri.UnescapeDataString(address[(address.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/'))
            : member.Name("value");

    private static bool IsUser(JsonElement resource) =>
        resource.TryGetProperty("userName", out _) || Schemas(resource).Contains(UserSchema);

    private static ImmutableArray<string> Schemas(JsonElement resource) => resource.Texts("schemas");

    private sealed record PendingGroup(PrincipalId Group, string File, List<(string Id, long Line)> Members);
}
