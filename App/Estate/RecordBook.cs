using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Estate;

/// <summary>Governance records as rows of text. Whoever a cell names is a pseudonym: also where a login stands inside other text.</summary>
internal sealed class RecordBook(EstateView view, GovernanceHistory history)
{
    private readonly NameMasker _masker = view.Names;

    private readonly ImmutableArray<Page> _pages =
    [
        Of(
            "access-exceptions",
            "Access exceptions",
            "Approved, expiring widenings of who is meant to have access.",
            history.AccessExceptions,
            ["Id", "Scope", "Principal*", "Reason", "Requester*", "Approver*", "Document"],
            one => [one.Id, one.Scope, one.Principal, one.Reason, one.Requester, one.Approver, one.Document]
        ),
        Of(
            "approvals",
            "Approvals",
            "Approvals of classes, datasets and gates on file.",
            history.Approvals,
            ["Id", "Kind", "Scope", "Approver*", "Purpose"],
            one => [one.Id, one.Kind.ToString(), one.Scope, one.Approver, one.Purpose]
        ),
        Of(
            "captures",
            "Captures",
            "Rows that a collection flow captured of one person.",
            history.Captures,
            ["Flow", "Table", "Subject*", "Rows"],
            one => [one.Flow, one.Table.ToString(), one.Subject, Whole(one.Rows)]
        ),
        Of(
            "change-events",
            "Change events",
            "Changes as a change log has them, with their exact instants.",
            history.ChangeEvents,
            ["Kind", "Target", "Before", "After", "Actor*", "Ticket", "Approved by*", "Tool", "Recorded at"],
            one =>
                [
                    one.Kind,
                    one.Target,
                    one.Before,
                    one.After,
                    one.Actor,
                    one.Ticket,
                    one.ApprovedBy,
                    one.Tool,
                    Instant(one.RecordedAt),
                ]
        ),
        Of(
            "commitments",
            "Commitments",
            "What privacy reviews promised, each as a check.",
            history.Commitments,
            ["Id", "Review", "Text", "Check", "Parameters", "Scope"],
            one => [one.Id, one.Review, one.Text, one.Check, one.Parameters, one.Scope]
        ),
        Of(
            "costs",
            "Costs",
            "What storing a scope costs; rates are somebody's assumption.",
            history.StorageCosts,
            ["Scope", "Bytes", "Rate per GB and month", "Currency"],
            one =>
                [
                    one.Scope,
                    Whole(one.Bytes),
                    one.RatePerGbMonth.ToString(CultureInfo.InvariantCulture),
                    one.Currency ?? "",
                ]
        ),
        Of(
            "data-owners",
            "Data owners",
            "Who is accountable for decisions on a scope.",
            history.DataOwners,
            ["Scope", "Identity*", "Team"],
            one => [one.Scope, one.Identity, one.Team]
        ),
        Of(
            "flows",
            "Collection flows",
            "Flows that collect telemetry, a row for each state.",
            history.Flows,
            [
                "Id",
                "Name",
                "State",
                "Purpose",
                "Lawful basis",
                "Allowed fields",
                "Notice",
                "Jurisdictions",
                "Assessment due",
                "Assessed",
                "Residual risk",
                "Signed off by*",
                "Consent",
            ],
            one =>
                [
                    one.Id,
                    one.Name,
                    one.State.ToString(),
                    one.Purpose,
                    one.LawfulBasis,
                    Parts(one.AllowedFields),
                    one.NoticeVersion,
                    Parts(one.Jurisdictions),
                    Instant(one.AssessmentDue),
                    Instant(one.AssessedAt),
                    one.ResidualRisk,
                    one.SignedOffBy,
                    one.Consent,
                ]
        ),
        Of(
            "intended-access",
            "Intended access",
            "Declared audiences: who is meant to read a scope.",
            history.IntendedAccess,
            ["Scope", "Principal or rule*", "Purpose", "Level", "Approved by*", "Approval"],
            one => [one.Scope, one.PrincipalOrRule, one.Purpose, one.Level, one.ApprovedBy, one.ApprovalId]
        ),
        Of(
            "log-coverage",
            "Log coverage",
            "How much of the use of a scope is logged, by channel.",
            history.LogCoverages,
            ["Scope", "Channel", "State", "Reason"],
            one => [one.Scope, one.Channel.ToString(), one.State.ToString(), one.Reason]
        ),
        Of(
            "pauses",
            "Pauses",
            "Times in which somebody paused capture or opted out.",
            history.Pauses,
            ["Subject*", "Flow", "Kind"],
            one => [one.Subject, one.Flow, one.Kind]
        ),
        Of(
            "populations",
            "Populations",
            "Named subsets of people by one attribute.",
            history.Populations,
            ["Name", "Attribute", "Value"],
            one => [one.Name, one.Attribute, one.Value]
        ),
        Of(
            "retention",
            "Retention",
            "How long data of a scope may be kept, and why.",
            history.RetentionRules,
            ["Scope", "Days", "Legal ground", "Last-written column"],
            one => [one.Scope, Whole(one.Days), one.LegalGround, one.LastWrittenColumn]
        ),
        Of(
            "subjects",
            "Data subjects",
            "Whose data stand in which table.",
            history.Subjects,
            ["Table", "Subject*", "Jurisdiction", "First at", "Last at", "Rows"],
            one =>
                [
                    one.Table.ToString(),
                    one.Subject,
                    one.Jurisdiction,
                    Instant(one.FirstAt),
                    Instant(one.LastAt),
                    Whole(one.Rows),
                ]
        ),
        Of(
            "table-groups",
            "Table groups",
            "Named sets of tables, by rules and pins.",
            history.TableGroups,
            ["Group", "Rules", "Pins", "Accountable*"],
            one => [one.Name, Parts(one.Rules), Parts([.. one.Pins.Select(pin => pin.ToString())]), one.AccountableExec]
        ),
        Of(
            "waivers",
            "Waivers",
            "Approved, expiring permissions to keep a finding open.",
            history.Waivers,
            ["Id", "Finding rule", "Scope", "Reason", "Requester*", "Approver*"],
            one => [one.Id, one.FindingRule, one.Scope, one.Reason, one.Requester, one.Approver]
        ),
        Of(
            "zones",
            "Data zones",
            "What data of a scope is for: raw, restricted, analytics, training, evaluation, dashboard.",
            history.DataZones,
            ["Scope", "Zone"],
            one => [one.Scope, one.Zone.ToString()]
        ),
    ];

    /// <summary>By name.</summary>
    public ImmutableArray<RecordType> Types =>
        [
            .. _pages.Select(page => new RecordType(
                page.Name,
                page.Title,
                page.Help,
                [.. page.Columns.Select(column => column.TrimEnd('*'))],
                page.Rows.Length,
                page.Rows.Count(row => HeldAt(row, view.Facts.At))
            )),
        ];

    /// <summary>Those of one type that hold every word of the search, in any cell as it is shown; the last to begin first.</summary>
    public ImmutableArray<RecordRow> Rows(string type, string? search)
    {
        var page = _pages.Single(page => page.Name == type);
        var words = (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return
        [
            .. page
                .Rows.Select(row => Shown(page, row))
                .Where(row => Array.TrueForAll(words, word => row.Cells.Any(cell => Holds(cell, word))))
                .OrderByDescending(row => row.From),
        ];
    }

    private RecordRow Shown(Page page, HeldFact<string?[]> row) =>
        new(
            [.. row.Value.Select((cell, column) => page.Columns[column].EndsWith('*') ? Person(cell) : Masked(cell))],
            row.From,
            row.FromNotBefore,
            row.To,
            row.ToNotBefore,
            HeldAt(row, view.Facts.At)
        );

    /// <summary>Whoever is no group and no role that the estate knows counts as a person, known to the directory or not.</summary>
    private string? Person(string? cell)
    {
        if (cell is null || cell.Equals("everyone", StringComparison.OrdinalIgnoreCase))
        {
            return cell;
        }

        if (PrincipalId.TryParse(cell, out var id) && id.Namespace != PrincipalNamespace.Login)
        {
            return cell;
        }

        var isNamed = view.Find(PrincipalId.Group(cell)) is not null || view.Find(PrincipalId.Role(cell)) is not null;
        return isNamed ? cell
            : cell.StartsWith("login:", StringComparison.OrdinalIgnoreCase) ? "login:" + _masker.Person(cell[6..])
            : _masker.Person(cell);
    }

    private string? Masked(string? cell) => cell is null ? null : _masker.Text(cell);

    private static bool Holds(string? cell, string word) =>
        cell?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;

    private static bool HeldAt(HeldFact<string?[]> row, DateTimeOffset at) => row.HeldAt(at);

    private static string? Whole(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Instant(DateTimeOffset? at) => UtcText.Short(at);

    private static string Parts(ImmutableArray<string> parts) => string.Join("; ", parts);

    private static Page Of<T>(
        string name,
        string title,
        string help,
        ImmutableArray<HeldFact<T>> facts,
        string[] columns,
        Func<T, string?[]> cells
    ) =>
        new(
            name,
            title,
            help,
            columns,
            [
                .. facts.Select(fact => new HeldFact<string?[]>(
                    cells(fact.Value),
                    fact.From,
                    fact.FromNotBefore,
                    fact.To,
                    fact.ToNotBefore
                )),
            ]
        );

    /// <param name="Columns">A star marks a column that names people.</param>
    private sealed record Page(
        string Name,
        string Title,
        string Help,
        string[] Columns,
        ImmutableArray<HeldFact<string?[]>> Rows
    );
}
