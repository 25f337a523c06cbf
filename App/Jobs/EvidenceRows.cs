using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Evidence;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Jobs;

/// <summary>
/// The rows of a pack, in the order of their sheets' keys, made one at a time. A signature's paths are those of its first table:
/// its tables share their readers, and each row says which tables it stands for.
/// </summary>
public sealed class EvidenceRows(
    EstateView view,
    EvidenceScope scope,
    UnmaskPermit? permit,
    CancellationToken cancellationToken
)
{
    // The widest way in comes first: a reader who is also named one by one is still there because everyone is.
    private static readonly ImmutableArray<AccessVia> s_widestFirst =
    [
        AccessVia.Everyone,
        AccessVia.AnyUser,
        AccessVia.Group,
        AccessVia.Role,
        AccessVia.Named,
        AccessVia.Owner,
        AccessVia.SuperUser,
        AccessVia.DenyAllElse,
    ];

    public IEnumerable<AffectedTableRow> Tables()
    {
        foreach (var ordinal in scope.Tables)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var summary = view.Tables[ordinal.Value];
            var owner = view.Facts.DataOwners.FirstOrDefault(owner =>
                owner.Scope == $"table:{summary.Name}" || owner.Scope == $"db:{summary.Name.Database}"
            );
            yield return new(
                summary.Name,
                summary.Kind,
                summary.Label,
                summary.Classes,
                [
                    .. view.ClassificationsOf(summary.Name)
                        .Select(found => found.Basis.ToString())
                        .Distinct()
                        .Order(StringComparer.Ordinal),
                ],
                summary.Creator,
                owner is null ? null : view.LabelOfLogin(owner.Identity, permit).Text,
                summary.Columns,
                summary.Rows,
                scope.SignatureOf[ordinal],
                summary.People,
                summary.Services,
                summary.BreadthPercent,
                summary.IsConditional
            );
        }
    }

    public IEnumerable<WhoHadAccessRow> Who() =>
        Readers().Select(reader => reader.HasSelect ? BySelect(reader) : PastSelect(reader));

    private WhoHadAccessRow BySelect(Reader reader) =>
        Row(
            reader,
            reader.Signature.Readers.LevelOf(reader.Account),
            PathClass(Explain(reader)),
            reader.Signature.Readers.Conditional.Contains(reader.Account)
                || Flags(reader).MaybeMasked.Contains(reader.Account)
                || Flags(reader).MaybeFiltered.Contains(reader.Account)
        ) with
        {
            Masked = Word(reader, Flags(reader).Masked, Flags(reader).MaybeMasked),
            MaskedOnly = Word(reader, Flags(reader).MaskedOnly, Flags(reader).MaybeMaskedOnly),
            Filtered = Word(reader, Flags(reader).Filtered, Flags(reader).MaybeFiltered),
        };

    // Files show everything as it is; what a view or a dashboard shows is not known.
    private static WhoHadAccessRow PastSelect(Reader reader)
    {
        var past = reader.Signature.Past;
        var level =
            past.FilesFull.Contains(reader.Account) ? AccessLevel.Full
            : past.FilesPartial.Contains(reader.Account) ? AccessLevel.Partial
            : AccessLevel.None;
        var shown = level == AccessLevel.None ? "perhaps" : "no";
        var channels = AccessChannels.Of(
            hive: false,
            level != AccessLevel.None,
            past.Views.Contains(reader.Account),
            past.Dashboards.Contains(reader.Account)
        );
        var widest = channels[0] switch
        {
            AccessChannels.Files => "Files",
            AccessChannels.View => "View",
            _ => "Dashboard",
        };
        return Row(reader, level, widest, isConditional: false) with
        {
            Channel = string.Join(' ', channels),
            HasSelect = false,
            Masked = shown,
            MaskedOnly = shown,
            Filtered = shown,
        };
    }

    private static WhoHadAccessRow Row(Reader reader, AccessLevel level, string pathClass, bool isConditional) =>
        new(
            reader.Label,
            reader.Principal.Kind,
            reader.Principal.Person?.Department,
            reader.Principal.Person?.Level,
            reader.Principal.Person?.Region,
            reader.Principal.Person?.Status,
            reader.Signature.Id,
            level,
            reader.Signature.Tables.Length,
            pathClass,
            isConditional
        );

    private static ReaderFlags Flags(Reader reader) => reader.Signature.Readers.Flags;

    private static string Word(Reader reader, PrincipalSet sure, PrincipalSet maybe) =>
        sure.Contains(reader.Account) ? "yes"
        : maybe.Contains(reader.Account) ? "perhaps"
        : "no";

    public IEnumerable<PathRow> Paths() =>
        from reader in Readers()
        from row in reader.HasSelect
            ? Explain(reader).Deciding.Select((opinion, position) => Path(reader, opinion, position + 1))
            : PathsPastSelect(reader).Select((row, position) => row with { PathNumber = position + 1 })
        select row;

    private IEnumerable<Reader> Readers()
    {
        var accounts = view
            .Index.Accounts.Select(
                (principal, position) =>
                    (
                        Principal: principal,
                        Account: new PrincipalOrdinal(position),
                        Label: view.LabelOf(principal, permit).Text
                    )
            )
            .OrderBy(account => account.Label, StringComparer.Ordinal);
        foreach (var (principal, account, label) in accounts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var signature in scope.Signatures)
            {
                var hasSelect = signature.Readers.Full.Contains(account) || signature.Readers.Partial.Contains(account);
                if (hasSelect || signature.Past.All.Contains(account))
                {
                    yield return new(principal, account, label, signature, hasSelect);
                }
            }
        }
    }

    private AccessExplanation Explain(Reader reader) =>
        view.Index.Explain(reader.Account, reader.Signature.Tables[0], null);

    private static string PathClass(AccessExplanation explanation) =>
        explanation.Deciding.Select(opinion => opinion.Via).MinBy(via => s_widestFirst.IndexOf(via)).ToString();

    private PathRow Path(Reader reader, AccessOpinion opinion, int number) =>
        new(
            reader.Label,
            reader.Signature.Id,
            number,
            [.. opinion.Chain.Select(Hop)],
            opinion.ArisesAt.ToString(),
            opinion.PolicyId,
            opinion.PolicyName,
            opinion.ItemIndex,
            opinion.ResourceText,
            opinion.Priority,
            opinion.Tag
        );

    private IEnumerable<PathRow> PathsPastSelect(Reader reader)
    {
        var (account, table) = (reader.Account, reader.Signature.Tables[0]);
        var name = $"table {view.Index.Table(table).Name}";
        if (reader.Signature.Past.Files.Contains(account))
        {
            var files = view.Index.ExplainFiles(account, table);
            var place = files.Places.First(place => place.Level != AccessLevel.None);
            yield return Past(reader, "Files", [reader.Label, FilesWording.Why(view, files)], place.Location);
        }

        if (reader.Signature.Past.Views.Contains(account))
        {
            foreach (var way in view.Index.ViewWays(account, table))
            {
                var opinion = view.Index.Explain(account, way.Views[0], null).Deciding[0];
                yield return Path(reader, opinion, 1) with
                {
                    Hops = [.. opinion.Chain.Select(Hop), .. way.Views.Select(ViewHop), name],
                    ArisesAt = "View",
                };
            }
        }

        if (reader.Signature.Past.Dashboards.Contains(account))
        {
            foreach (var way in view.Index.DashboardWays(account, table))
            {
                var dashboard = $"dashboard {view.NameOf(way.Dashboard)}";
                yield return Past(
                    reader,
                    "Dashboard",
                    [reader.Label, dashboard, .. way.Views.Select(ViewHop), name],
                    dashboard
                );
            }
        }
    }

    private static PathRow Past(Reader reader, string arisesAt, ImmutableArray<string> hops, string resource) =>
        new(reader.Label, reader.Signature.Id, 1, hops, arisesAt, null, null, null, resource, 0, null);

    private string ViewHop(TableOrdinal one) => $"view {view.Index.Table(one).Name}";

    private string Hop(PrincipalId id) =>
        id.Namespace switch
        {
            PrincipalNamespace.Login => id.Name is "{USER}" or "{OWNER}"
                ? id.Name
                : view.LabelOfLogin(id.Name, permit).Text,
            PrincipalNamespace.Group => $"group {id.Name}",
            PrincipalNamespace.Role => $"role {id.Name}",
        };

    private readonly record struct Reader(
        Principal Principal,
        PrincipalOrdinal Account,
        string Label,
        EvidenceSignature Signature,
        bool HasSelect
    );
}
