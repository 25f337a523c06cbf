using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Jobs;

/// <summary>Tables with the same readers at the same levels, masked and filtered alike, and the same ones past SELECT: one row per reader stands for all of them.</summary>
/// <param name="Id"><c>sig-</c> and twelve hexadecimal digits of a SHA-256 over the readers' references; the same on every run of an installation.</param>
/// <param name="Past">Who gets at the tables' data without SELECT on them.</param>
public sealed record EvidenceSignature(
    string Id,
    ImmutableArray<TableOrdinal> Tables,
    TableReaders Readers,
    ReadersPastSelect Past
);

/// <summary>Accounts that are no readers by SELECT and get at a table's data all the same. An account may be in several.</summary>
/// <param name="FilesFull">Read all of its files; <paramref name="FilesPartial"/> some of them.</param>
public sealed record ReadersPastSelect(
    PrincipalSet FilesFull,
    PrincipalSet FilesPartial,
    PrincipalSet Views,
    PrincipalSet Dashboards
)
{
    public PrincipalSet Files => FilesFull.Union(FilesPartial);

    public PrincipalSet All => Files.Union(Views).Union(Dashboards);

    public static ReadersPastSelect Of(AccessIndex index, TableOrdinal table)
    {
        var (select, files) = (index.Readers(table), index.Bypass(table));
        return new(
            files.Full,
            files.Partial,
            index.ViewReaders(table).Readers.Except(select),
            index.DashboardReaders(table).Readers.Except(select)
        );
    }
}

/// <summary>The tables that a pack is about, gathered by signature.</summary>
/// <param name="Tables">Ascending by name.</param>
/// <param name="Signatures">By id.</param>
/// <param name="People">People who can read at least one of the tables.</param>
public sealed record EvidenceScope(
    ImmutableArray<TableOrdinal> Tables,
    ImmutableArray<EvidenceSignature> Signatures,
    FrozenDictionary<TableOrdinal, string> SignatureOf,
    int People
)
{
    /// <exception cref="NoAnswerException">The scope names nothing, or is not of a known form.</exception>
    public static EvidenceScope Resolve(EstateView view, string scope, CancellationToken cancellationToken)
    {
        var tables = TablesOf(view, scope);
        var universe = view.Index.Accounts.Length;
        var references = view.Index.Accounts.Select(account => view.LabelOf(account, null).Reference).ToArray();
        var signatures = ImmutableArray.CreateBuilder<EvidenceSignature>();
        foreach (
            var same in tables.GroupBy(table =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return (Levels(view.Index.WhoCanAccess(table)), ReadersPastSelect.Of(view.Index, table));
            })
        )
        {
            var (levels, past) = same.Key;
            signatures.Add(new(IdOf(levels, past, references), [.. same], view.Index.WhoCanAccess(same.First()), past));
        }

        signatures.Sort((left, right) => string.CompareOrdinal(left.Id, right.Id));
        var people = signatures.Aggregate(
            PrincipalSet.Empty(universe),
            (all, signature) => all.Union(view.Index.ReadingPeople(signature.Tables[0]))
        );
        return new(
            tables,
            signatures.ToImmutable(),
            signatures
                .SelectMany(signature => signature.Tables.Select(table => (table, signature.Id)))
                .ToFrozenDictionary(pair => pair.table, pair => pair.Id),
            people.Count
        );
    }

    private static (PrincipalSet Full, PrincipalSet Partial, ReaderFlags Flags) Levels(TableReaders readers) =>
        (readers.Full, readers.Partial, readers.Flags);

    private static ImmutableArray<TableOrdinal> TablesOf(EstateView view, string scope)
    {
        var colon = scope.IndexOf(':', StringComparison.Ordinal);
        var name = scope[(colon + 1)..];
        ImmutableArray<TableOrdinal> tables = (colon < 0 ? "" : scope[..colon]) switch
        {
            "group" => view.Groups.Find(name)?.Tables ?? [],
            "db" =>
            [
                .. view
                    .Tables.Where(table => table.Name.Database.Equals(name, StringComparison.OrdinalIgnoreCase))
                    .Select(table => table.Ordinal),
            ],
            "table" => TableName.TryParse(name, out var table) && view.Index.FindTable(table) is { } ordinal
                ? [ordinal]
                : [],
            _ => throw new NoAnswerException(
                NoAnswer.NotFound,
                $"'{scope}' is no scope; write group:NAME, db:NAME or table:db.table."
            ),
        };
        return tables is []
            ? throw new NoAnswerException(
                NoAnswer.NotFound,
                $"The scope {scope} holds no table in snapshot {view.Stamp.Snapshot}."
            )
            : tables;
    }

    private static string IdOf(
        (PrincipalSet Full, PrincipalSet Partial, ReaderFlags Flags) levels,
        ReadersPastSelect past,
        string[] references
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append("full", levels.Full);
        Append("partial", levels.Partial);
        if (levels.Flags.IsAny)
        {
            Append("masked", levels.Flags.Masked);
            Append("maybe masked", levels.Flags.MaybeMasked);
            Append("masked only", levels.Flags.MaskedOnly);
            Append("maybe masked only", levels.Flags.MaybeMaskedOnly);
            Append("filtered", levels.Flags.Filtered);
            Append("maybe filtered", levels.Flags.MaybeFiltered);
        }

        if (!past.All.IsEmpty)
        {
            Append("files full", past.FilesFull);
            Append("files partial", past.FilesPartial);
            Append("views", past.Views);
            Append("dashboards", past.Dashboards);
        }

        return "sig-" + Convert.ToHexStringLower(hash.GetHashAndReset())[..12];

        void Append(string level, PrincipalSet accounts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(level + "\n"));
            foreach (
                var reference in accounts
                    .Members()
                    .Select(account => references[account.Value])
                    .Order(StringComparer.Ordinal)
            )
            {
                hash.AppendData(Encoding.UTF8.GetBytes(reference + "\n"));
            }
        }
    }
}
