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
        Readers()
            .Select(reader => new WhoHadAccessRow(
                reader.Label,
                reader.Principal.Kind,
                reader.Principal.Person?.Department,
                reader.Principal.Person?.Level,
                reader.Principal.Person?.Region,
                reader.Principal.Person?.Status,
                reader.Signature.Id,
                reader.Signature.Readers.LevelOf(reader.Account),
                reader.Signature.Tables.Length,
                PathClass(Explain(reader)),
                reader.Signature.Readers.Conditional.Contains(reader.Account)
                    || Flags(reader).MaybeMasked.Contains(reader.Account)
                    || Flags(reader).MaybeFiltered.Contains(reader.Account)
            )
            {
                Masked = Word(reader, Flags(reader).Masked, Flags(reader).MaybeMasked),
                MaskedOnly = Word(reader, Flags(reader).MaskedOnly, Flags(reader).MaybeMaskedOnly),
                Filtered = Word(reader, Flags(reader).Filtered, Flags(reader).MaybeFiltered),
            });

    private static ReaderFlags Flags(Reader reader) => reader.Signature.Readers.Flags;

    private static string Word(Reader reader, PrincipalSet sure, PrincipalSet maybe) =>
        sure.Contains(reader.Account) ? "yes"
        : maybe.Contains(reader.Account) ? "perhaps"
        : "no";

    public IEnumerable<PathRow> Paths() =>
        from reader in Readers()
        from row in Explain(reader).Deciding.Select((opinion, position) => Path(reader, opinion, position + 1))
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
                if (signature.Readers.Full.Contains(account) || signature.Readers.Partial.Contains(account))
                {
                    yield return new(principal, account, label, signature);
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
        EvidenceSignature Signature
    );
}
