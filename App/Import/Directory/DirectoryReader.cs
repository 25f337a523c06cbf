using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Directory;

/// <summary>
/// Reads <c>directory/</c>: LDIF, SCIM and usersync's files, recognised by extension and shape. Where several kinds tell of one account, SCIM's word stands before
/// LDIF's and LDIF's before usersync's, attribute by attribute; what they contradict each other in is said. Memberships are united.
/// </summary>
internal sealed class DirectoryReader(ImportLedger ledger)
{
    private const string MappingTitle = "mapping";

    private readonly ScimReader _scim = new(ledger);
    private readonly LdifReader _ldif = new(ledger);
    private readonly UgsyncReader _ugsync = new();
    private readonly NameMapping _mapping = new();
    private ImmutableArray<DatedFact<Principal>> _principals = [];

    /// <summary>True where a file said which accounts or groups there are, even if none.</summary>
    public bool WasRead => _scim.WasRead || _ldif.WasRead || _ugsync.WasRead;

    /// <summary>Members that no account or group of the files is.</summary>
    public long UnresolvedMembers { get; private set; }

    /// <summary>Why the directory cannot be used; null where it can.</summary>
    public string? Conflict => _mapping.Conflict;

    public ImmutableArray<DatedFact<Membership>> Memberships { get; private set; } = [];

    /// <param name="files">All of them: the mapping is read before the others.</param>
    public void Read(IEnumerable<ImportFile> files)
    {
        var all = files.ToArray();
        foreach (var file in all.Where(IsMapping))
        {
            _mapping.Read(file);
        }

        foreach (var file in all.Where(file => !IsMapping(file)))
        {
            switch (Path.GetExtension(file.Name).ToLowerInvariant())
            {
                case ".ldif" or ".ldf":
                    _ldif.Read(file);
                    break;
                case ".csv":
                    _ugsync.ReadCsv(file, _mapping.Delimiter);
                    break;
                default:
                    file.ReadJson(root => ReadJson(file, root));
                    break;
            }
        }
    }

    /// <summary>Joins what the files said, under the names that Ranger knows. Call once, after the last file.</summary>
    public void Resolve()
    {
        DirectoryFacts[] sources = [_scim.Resolve(), _ldif.Resolve(), _ugsync.Take()];
        UnresolvedMembers = sources.Sum(source => source.UnresolvedMembers);
        var merge = new AccountMerge(_mapping);
        foreach (var source in sources)
        {
            merge.Add(source);
        }

        _principals = merge.Principals();
        Memberships = merge.Memberships();
        merge.Say(ledger);
    }

    public ImmutableArray<DatedFact<Principal>> Principals() => _principals;

    private void ReadJson(ImportFile file, JsonSlice root)
    {
        var members = root.Members();
        if (UgsyncReader.IsUsers(members))
        {
            _ugsync.ReadJson(file, members);
        }
        else
        {
            _scim.Read(file, members);
        }
    }

    private static bool IsMapping(ImportFile file) =>
        file.Title == MappingTitle && file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}
