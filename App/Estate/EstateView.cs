using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Security;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Estate;

/// <summary>
/// One snapshot at one instant, ready to be asked: facts, access index, groups, populations, labels, and every table's summary.
/// Immutable and thread-safe. Building one costs about a second at 45,000 tables, so <see cref="ActiveSnapshot"/> shares them.
/// </summary>
public sealed class EstateView
{
    private readonly ConcurrentDictionary<string, Lazy<Heatmap>> _heatmaps = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<GroupSensitivity>> _sensitivities = new(StringComparer.Ordinal);
    private readonly FrozenDictionary<PrincipalId, Principal> _principals;
    private readonly FrozenDictionary<string, ImmutableArray<Principal>> _byReference;
    private readonly FrozenDictionary<TableName, ImmutableArray<Classification>> _classifications;
    private readonly ImmutableArray<PrincipalOrdinal> _furtherAccounts;
    private readonly PrincipalLabels _labels;
    private readonly Lazy<ImmutableArray<TableSummary>> _tables;
    private readonly Lazy<ImmutableArray<DatabaseSummary>> _databases;
    private readonly Lazy<PatternIndex> _patterns;
    private readonly Lazy<SignatureIndex> _signatures;
    private readonly Lazy<SignatureHashes> _hashes;
    private readonly Lazy<NameMasker> _names;
    private readonly Lazy<string> _accessDigest;

    private EstateView(EstateFacts facts, AccessIndex index, TableGroupIndex groups, PrincipalLabels labels)
    {
        Facts = facts;
        Index = index;
        _labels = labels;
        Groups = groups;
        Populations = PopulationIndex.Build(index);
        Stamp = new(
            facts.Snapshot.Id,
            facts.At,
            facts.Snapshot.Digest,
            facts.Snapshot.Quality,
            facts.Snapshot.IsDemo,
            CautionOf(facts)
        );
        _principals = facts.Principals.ToFrozenDictionary(principal => principal.Id);
        _byReference = facts
            .Principals.Where(principal => principal.Id.Namespace == PrincipalNamespace.Login)
            .GroupBy(principal => labels.Masked(principal).Reference, StringComparer.Ordinal)
            .ToFrozenDictionary(same => same.Key, same => same.ToImmutableArray(), StringComparer.Ordinal);
        _classifications = facts
            .Classifications.Where(classification => classification.Resource.Table is not null)
            .GroupBy(classification => new TableName(classification.Resource.Database, classification.Resource.Table!))
            .ToFrozenDictionary(same => same.Key, same => same.ToImmutableArray());
        _furtherAccounts =
        [
            .. Enumerable
                .Range(0, index.Accounts.Length)
                .Select(value => new PrincipalOrdinal(value))
                .Where(account => index.IdentityOf(account) != account),
        ];
        _tables = new(() => SummariseTables(CancellationToken.None));
        _databases = new(SummariseDatabases);
        _patterns = new(() => PatternIndex.Build(Index, CancellationToken.None));
        _signatures = new(() => SignatureIndex.Build(Index, CancellationToken.None));
        _hashes = new(() => new(Index, principal => _labels.Masked(principal).Reference));
        _names = new(() => new(this));
        _accessDigest = new(DigestAccess);
    }

    public EstateFacts Facts { get; }

    public AccessIndex Index { get; }

    public TableGroupIndex Groups { get; }

    public PopulationIndex Populations { get; }

    public AnswerStamp Stamp { get; }

    /// <summary>By ordinal, which is the order of names. Made at the first question that lists tables: one about a single table needs none.</summary>
    public ImmutableArray<TableSummary> Tables => _tables.Value;

    /// <summary>By name.</summary>
    public ImmutableArray<DatabaseSummary> Databases => _databases.Value;

    /// <summary>Made at the first question about patterns: one pass over all tables.</summary>
    public PatternIndex Patterns => _patterns.Value;

    /// <summary>Made at the first question about signatures: one pass over all tables.</summary>
    public SignatureIndex Signatures => _signatures.Value;

    internal SignatureHashes SignatureHashes => _hashes.Value;

    /// <summary>
    /// SHA-256, 64 hexadecimal digits, over one line for each table by name, <c>TABLE&lt;tab&gt;SIGNATURE</c>: equal where everybody reads the same at
    /// the same level, whatever the facts behind it. Stable per installation, as pseudonyms are.
    /// </summary>
    public string AccessDigest => _accessDigest.Value;

    /// <summary>Masks people in free text.</summary>
    internal NameMasker Names => _names.Value;

    /// <summary>A dashboard's name as it may be shown: people write names of people into it.</summary>
    internal string NameOf(Dashboard dashboard) => Names.Text(dashboard.Name);

    public static EstateView Build(EstateFacts facts, PrincipalLabels labels, CancellationToken cancellationToken)
    {
        // The index's facts: where grants decide they stand as policies there, and what-if edits those.
        var (index, groups) = TableGroupIndex.BuildWithIndex(facts, cancellationToken);
        return new(index.Facts, index, groups, labels);
    }

    /// <summary>The heatmap of one attribute; built once, then shared.</summary>
    public Heatmap HeatmapOf(string attribute) =>
        _heatmaps
            .GetOrAdd(
                attribute,
                key => new(() => Heatmap.Build(Index, Groups, Populations, key, CancellationToken.None))
            )
            .Value;

    /// <summary>How sensitive a table group is as a whole; worked out once, then shared.</summary>
    public GroupSensitivity SensitivityOf(ResolvedTableGroup group) =>
        _sensitivities.GetOrAdd(group.Group.Name, _ => new(() => GroupSensitivity.Of(group, this))).Value;

    public Principal? Find(PrincipalId id) => _principals.GetValueOrDefault(id);

    /// <summary>Logins with this pseudonym (or service account name), or this exact login. More than one means that the pseudonym is not unique.</summary>
    public ImmutableArray<Principal> Resolve(string reference)
    {
        if (_byReference.TryGetValue(reference, out var found))
        {
            return found;
        }

        var id = PrincipalId.TryParse(reference, out var parsed) ? parsed : PrincipalId.Login(reference);
        return id.Namespace == PrincipalNamespace.Login && Find(id) is { } principal ? [principal] : [];
    }

    public PrincipalLabel LabelOf(Principal principal, UnmaskPermit? permit) =>
        permit is null ? _labels.Masked(principal) : _labels.Unmasked(principal, permit);

    /// <summary>The label of a login that a source names, whether or not the directory knows it.</summary>
    public PrincipalLabel LabelOfLogin(string login, UnmaskPermit? permit) =>
        Find(PrincipalId.Login(login)) is { } principal
            ? LabelOf(principal, permit)
            : _labels.MaskedLogin(login, PrincipalKind.User);

    /// <summary>Classifications on the table and its columns, sorted; those on its database are in <see cref="TableGroupIndex.ClassesOf"/> alone.</summary>
    public ImmutableArray<Classification> ClassificationsOf(TableName table) =>
        _classifications.TryGetValue(table, out var found) ? [.. found.Select(Masked)] : [];

    // The reason of an override is free text.
    private Classification Masked(Classification one) =>
        one is { Basis: ClassificationBasis.Override, Origin: { } origin }
            ? one with
            {
                Origin = Names.Text(origin),
            }
            : one;

    /// <summary>How many people the accounts belong to.</summary>
    public int CountPeople(PrincipalSet accounts)
    {
        var count = accounts.CountIn(Index.People);
        var counted = new HashSet<PrincipalOrdinal>();
        foreach (var account in _furtherAccounts)
        {
            if (
                accounts.Contains(account)
                && !accounts.Contains(Index.IdentityOf(account))
                && counted.Add(Index.IdentityOf(account))
            )
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>100·people / |P|; null where there is nobody.</summary>
    public double? Breadth(int people) => Index.People.Count == 0 ? null : 100.0 * people / Index.People.Count;

    private static string? CautionOf(EstateFacts facts)
    {
        var missing = string.Join(
            ' ',
            facts
                .Snapshot.Quality.Parts.Where(part => part is { Score: 0, Weight: > 0 })
                .Select(part => part.Explanation)
                .Append(DoubtOf(facts))
                .OfType<string>()
                .Distinct()
        );
        return missing.Length == 0 ? null : missing;
    }

    private static string? DoubtOf(EstateFacts facts)
    {
        var kinds = string.Join(
            ", ",
            facts.InDoubt.Select(doubt =>
                string.Create(CultureInfo.InvariantCulture, $"{doubt.Count:#,0} {doubt.Kind.Replace('-', ' ')}")
            )
        );
        return kinds.Length == 0
            ? null
            : $"Of changes without an exact instant it is not known whether they had happened yet ({kinds}): they are taken as not yet made. Exposure gives the bounds.";
    }

    private ImmutableArray<TableSummary> SummariseTables(CancellationToken cancellationToken)
    {
        var services = PrincipalSet.Of(
            Index.Accounts.Length,
            Enumerable
                .Range(0, Index.Accounts.Length)
                .Where(value => Index.Accounts[value].Kind == PrincipalKind.ServiceAccount)
                .Select(value => new PrincipalOrdinal(value))
        );
        var rows = new TableSummary[Facts.Tables.Length];
        var names = new ConcurrentDictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        Parallel.For(
            0,
            rows.Length,
            new ParallelOptions { CancellationToken = cancellationToken },
            value =>
            {
                var ordinal = new TableOrdinal(value);
                var table = Facts.Tables[value];
                var people = Index.ReadingPeople(ordinal).Count;
                var classes = Groups.ClassesOf(ordinal);
                rows[value] = new(
                    ordinal,
                    table.Name,
                    table.Kind,
                    ClassTaxonomy.LabelOf(classes, Groups.PossibleOf(ordinal)),
                    classes,
                    Shared(Groups.GroupsOf(ordinal)),
                    table.Creator is null ? null : LabelOfLogin(table.Creator, null).Reference,
                    table.Columns.Length,
                    table.Rows,
                    table.CreatedAt,
                    people,
                    Index.Readers(ordinal).CountIn(services),
                    Breadth(people),
                    // Without policies nobody is known to read it, which is not the same as nobody.
                    Facts.Service
                        is null
                        || Index.IsConditional(ordinal)
                );
            }
        );
        return ImmutableArray.Create(rows);

        // Most tables are in the same one or two groups: one array for each combination, not for each table.
        ImmutableArray<string> Shared(ImmutableArray<ResolvedTableGroup> groups) =>
            names.GetOrAdd(
                string.Join('\u001f', groups.Select(group => group.Group.Name)),
                _ => [.. groups.Select(group => group.Group.Name)]
            );
    }

    private ImmutableArray<DatabaseSummary> SummariseDatabases() =>
        [
            .. Tables
                .GroupBy(table => table.Name.Database, StringComparer.Ordinal)
                .Select(tables => new DatabaseSummary(
                    tables.Key,
                    tables.Count(),
                    tables.Count(IsSensitive),
                    tables.Count(table => table.Label is null),
                    tables.Max(table => table.People)
                ))
                .OrderBy(database => database.Name, StringComparer.Ordinal),
        ];

    /// <summary>Confidential, Restricted or unclassified (product definitions).</summary>
    public static bool IsSensitive(TableSummary table) =>
        table.Label is null or SensitivityLabel.Confidential or SensitivityLabel.Restricted;

    private string DigestAccess()
    {
        var hashes = new Dictionary<AccessSignature, string>(ReferenceEqualityComparer.Instance);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var value = 0; value < Facts.Tables.Length; value++)
        {
            var signature = Signatures.Of(new(value));
            if (!hashes.TryGetValue(signature, out var hash))
            {
                hash = SignatureHashes.Of(Index.WhoCanAccess(signature.Tables[0]), signature.SecurityZone);
                hashes.Add(signature, hash);
            }

            digest.AppendData(Encoding.UTF8.GetBytes($"{Facts.Tables[value].Name}\t{hash}\n"));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
