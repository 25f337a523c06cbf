using System.Text.Json;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Directory;

/// <summary>
/// Reads the file sources of Ranger's usersync (sources 2.4): CSV with a user and the user's groups on a line, without a header, and JSON
/// <c>{user: [groups]}</c>. They name logins and groups and say nothing else of them.
/// </summary>
internal sealed class UgsyncReader
{
    private DirectoryFacts _facts = new();
    private readonly HashSet<PrincipalId> _known = [];

    public bool WasRead { get; private set; }

    /// <summary>Hands over what was read, and keeps none of it: there may be a million memberships.</summary>
    public DirectoryFacts Take()
    {
        var taken = _facts;
        _facts = new();
        _known.Clear();
        return taken;
    }

    /// <summary>Whether one of the members is a list of names, as in no other file of a directory; a wrong value spoils its own entry only.</summary>
    public static bool IsUsers(IReadOnlyDictionary<string, JsonSlice> members) =>
        !members.ContainsKey("Resources")
        && !members.ContainsKey("schemas")
        && members.Values.Any(groups =>
            groups.IsArray && groups.Elements().TrueForAll(group => !group.IsObject && !group.IsArray)
        );

    /// <param name="delimiter">As the mapping says; null to go by the first line.</param>
    public void ReadCsv(ImportFile file, char? delimiter) =>
        file.ReadRows(
            delimiter,
            row =>
            {
                var groups = new List<string>();
                for (var field = 1; field < row.Count; field++)
                {
                    groups.Add((row.Text(field) ?? "").Trim());
                }

                Add(file, (row.Text(0) ?? "").Trim(), groups.Where(group => group.Length > 0));
            }
        );

    public void ReadJson(ImportFile file, IReadOnlyDictionary<string, JsonSlice> members)
    {
        foreach (var (user, groups) in members)
        {
            using var document = groups.Parse();
            try
            {
                if (
                    !groups.IsArray
                    || document.RootElement.EnumerateArray().Any(group => group.ValueKind != JsonValueKind.String)
                )
                {
                    throw new InvalidDataException("a user's groups should be an array of names");
                }

                Add(file, user, document.RootElement.EnumerateArray().Select(group => group.GetString()!));
            }
            catch (InvalidDataException refused)
            {
                file.Refuse(groups.Line, refused.Message);
            }
        }
    }

    private void Add(ImportFile file, string user, IEnumerable<string> groups)
    {
        string[] names = [.. groups];
        if (!IsName(user) || !Array.TrueForAll(names, IsName))
        {
            throw new InvalidDataException("a user or group without a name, or with a control character in it");
        }

        WasRead = true;
        var login = Know(new(PrincipalId.Login(user), PrincipalKind.User, Person: new(user)), file);
        foreach (var name in names)
        {
            var group = Know(new(PrincipalId.Group(name), PrincipalKind.Group), file);
            _facts.Add(new Membership(login, group), file.Name);
        }

        file.Accept();
    }

    /// <returns>The id as it was first read, so that a name is in memory once.</returns>
    private PrincipalId Know(Principal principal, ImportFile file)
    {
        if (_known.TryGetValue(principal.Id, out var known))
        {
            return known;
        }

        _known.Add(principal.Id);
        _facts.Add(principal, file.Name);
        return principal.Id;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= JsonFields.LongestName && !name.Any(char.IsControl);
}
