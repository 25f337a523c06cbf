using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.History;

namespace GovernanceDashboard.Import.Governance;

/// <summary>The record types that are one fact a row (product definitions, "Formats of our own").</summary>
internal sealed class GovernanceFiles
{
    private readonly GovernanceRows<AccessException> _accessExceptions = new(
        "access-exceptions",
        ["id", "scope", "principal", "requester", "approver", "to"],
        ["reason", "from", "document"],
        row =>
        {
            var (requester, approver) = row.Two(3, 4);
            return row.Held(
                new AccessException(
                    row.Name(0, "id"),
                    row.Scope(1),
                    row.Name(2, "principal"),
                    row.Text(6),
                    requester,
                    approver,
                    row.Text(8)
                ),
                from: 7,
                to: 5,
                needsEnd: true
            );
        },
        record => record.Id
    );

    private readonly GovernanceRows<Waiver> _waivers = new(
        "waivers",
        ["id", "finding_rule", "scope", "requester", "approver", "to"],
        ["reason", "from"],
        row =>
        {
            var (requester, approver) = row.Two(3, 4);
            return row.Held(
                new Waiver(
                    row.Name(0, "id"),
                    row.Name(1, "finding_rule"),
                    row.WaiverScope(2),
                    row.Text(6),
                    requester,
                    approver
                ),
                from: 7,
                to: 5,
                needsEnd: true
            );
        },
        record => record.Id
    );

    private readonly GovernanceRows<Approval> _approvals = new(
        "approvals",
        ["id", "kind", "scope", "approver"],
        ["purpose", "from", "to"],
        row =>
            row.Held(
                new Approval(
                    row.Name(0, "id"),
                    row.One<ApprovalKind>(1, "kind"),
                    row.Scope(2),
                    row.Name(3, "approver"),
                    row.Text(4)
                ),
                from: 5,
                to: 6
            ),
        record => record.Id
    );

    private readonly GovernanceRows<Commitment> _commitments = new(
        "commitments",
        ["id", "review", "text", "check", "scope"],
        ["parameters", "from"],
        row =>
            new(
                new(
                    row.Name(0, "id"),
                    row.Name(1, "review"),
                    row.Name(2, "text"),
                    row.Name(3, "check"),
                    row.Json(5, "parameters"),
                    row.Scope(4)
                ),
                row.Instant(6, "from")
            ),
        record => record.Id
    );

    private readonly GovernanceRows<RetentionRule> _retentionRules = new(
        "retention",
        ["scope", "days"],
        ["legal_ground", "last_written_column"],
        row =>
            new(
                new(
                    row.Scope(0),
                    row.Count(1, "days") is { } days and <= int.MaxValue
                        ? (int)days
                        : throw new InvalidDataException("days is no number of days"),
                    row.Text(2),
                    row.Text(3)?.ToLowerInvariant()
                )
            ),
        record => record.Scope
    );

    private readonly GovernanceRows<CapturePause> _pauses = new(
        "pauses",
        ["subject", "flow", "from"],
        ["to", "kind"],
        row => row.Held(new CapturePause(row.Name(0, "subject"), row.Name(1, "flow"), row.Text(4)), 2, 3),
        record => $"{record.Subject}\n{record.Flow}\n{record.Kind}",
        repeats: true
    );

    private readonly GovernanceRows<CapturedRows> _captures = new(
        "captures",
        ["flow", "table", "subject", "from", "to", "rows"],
        [],
        row =>
            row.Held(
                new CapturedRows(
                    row.Name(0, "flow"),
                    row.Table(1),
                    row.Name(2, "subject"),
                    row.Count(5, "rows") ?? throw new InvalidDataException("rows is empty")
                ),
                from: 3,
                to: 4,
                needsEnd: true
            ),
        record => $"{record.Flow}\n{record.Table}\n{record.Subject}",
        repeats: true
    );

    private readonly GovernanceRows<SubjectPresence> _subjects = new(
        "subjects",
        ["table", "subject"],
        ["jurisdiction", "first_at", "last_at", "rows"],
        row =>
        {
            var (first, last) = (row.Instant(3, "first_at"), row.Instant(4, "last_at"));
            return last < first
                ? throw new InvalidDataException("'last_at' is before 'first_at'")
                : new(new(row.Table(0), row.Name(1, "subject"), row.Text(2), first, last, row.Count(5, "rows")));
        },
        record => $"{record.Table}\n{record.Subject}\n{record.Jurisdiction}"
    );

    private readonly GovernanceRows<DataZone> _zones = new(
        "zones",
        ["scope", "zone"],
        [],
        row => new(new(row.Scope(0), row.One<ZoneKind>(1, "zone"))),
        record => record.Scope
    );

    private readonly GovernanceRows<LogCoverage> _logCoverages = new(
        "log-coverage",
        ["scope", "channel", "from", "state"],
        ["to", "reason"],
        row =>
            row.Held(
                new LogCoverage(
                    row.Scope(0),
                    row.One<AccessChannel>(1, "channel"),
                    row.One<CoverageState>(3, "state"),
                    row.Text(5)
                ),
                from: 2,
                to: 4
            ),
        record => $"{record.Scope}\n{record.Channel}\n{record.State}",
        repeats: true
    );

    private readonly GovernanceRows<ChangeEvent> _changeEvents = new(
        "change-events",
        ["at", "kind", "target"],
        ["recorded_at", "before", "after", "actor", "ticket", "approved_by", "tool"],
        row =>
        {
            var at = row.Instant(0, "at") ?? throw new InvalidDataException("'at' is empty");
            return new(
                ChangeReading.Checked(
                    new(
                        at,
                        row.Instant(3, "recorded_at"),
                        row.Name(1, "kind"),
                        row.Name(2, "target"),
                        row.Text(4),
                        row.Text(5),
                        row.Text(6),
                        row.Text(7),
                        row.Text(8),
                        row.Text(9)
                    )
                ),
                at
            );
        },
        record => $"{record.Kind}\n{record.Target}\n{record.Before}\n{record.After}\n{record.Actor}\n{record.Ticket}",
        repeats: true
    );

    private readonly GovernanceRows<StorageCost> _costs = new(
        "costs",
        ["scope", "bytes", "rate_per_gb_month"],
        ["currency"],
        row =>
            new(
                new(
                    row.Scope(0),
                    row.Count(1, "bytes") ?? throw new InvalidDataException("bytes is empty"),
                    row.Money(2, "rate_per_gb_month"),
                    row.Currency(3)
                )
            ),
        record => record.Scope
    );

    private readonly GovernanceRows<CollectionFlow> _flows = new(
        "flows",
        ["id", "name", "state"],
        [
            "purpose",
            "lawful_basis",
            "allowed_fields",
            "notice_version",
            "state_from",
            "jurisdictions",
            "assessment_due",
            "assessed_at",
            "residual_risk",
            "signed_off_by",
            "consent",
        ],
        row =>
            new(
                new(
                    row.Name(0, "id"),
                    row.Name(1, "name"),
                    row.Text(3),
                    row.Text(4),
                    row.Parts(5),
                    row.Text(6),
                    row.One<FlowState>(2, "state"),
                    row.Parts(8),
                    row.Instant(9, "assessment_due"),
                    row.Instant(10, "assessed_at"),
                    row.Text(11),
                    row.Text(12),
                    row.Text(13)
                ),
                row.Instant(7, "state_from")
            ),
        record => record.Id,
        repeats: true
    );

    private IEnumerable<GovernanceRows> All =>
        [
            _accessExceptions,
            _waivers,
            _approvals,
            _commitments,
            _retentionRules,
            _flows,
            _pauses,
            _captures,
            _subjects,
            _zones,
            _logCoverages,
            _changeEvents,
            _costs,
        ];

    /// <summary>A row for each state of a flow: one ends where the next begins. A row without an instant stands before all others.</summary>
    private ImmutableArray<DatedFact<CollectionFlow>> Flows =>
        _flows.Facts.IsDefault
            ? default
            :
            [
                .. _flows
                    .Facts.GroupBy(fact => fact.Value.Id, StringComparer.Ordinal)
                    .SelectMany(states =>
                    {
                        var ordered = states.OrderBy(state => state.ValidFrom ?? DateTimeOffset.MinValue).ToArray();
                        return ordered.Select(
                            (state, index) =>
                                index + 1 < ordered.Length
                                    ? state with
                                    {
                                        ValidTo = ordered[index + 1].ValidFrom,
                                    }
                                    : state
                        );
                    }),
            ];

    /// <summary>Whether one of the files is named so; if it is, it was read.</summary>
    public bool Read(ImportFile file)
    {
        if (All.FirstOrDefault(rows => rows.Title == file.Title) is not { } type)
        {
            return false;
        }

        type.Read(file);
        return true;
    }

    /// <summary>The line of every change event, in the draft's order.</summary>
    public ImmutableArray<long> ChangeLines => _changeEvents.Lines;

    /// <summary>The change log as far as it was read; default where none was.</summary>
    public ImmutableArray<DatedFact<ChangeEvent>> ChangeEvents => _changeEvents.Facts;

    public GovernanceDraft Draft() =>
        new()
        {
            AccessExceptions = _accessExceptions.Facts,
            Waivers = _waivers.Facts,
            Approvals = _approvals.Facts,
            Commitments = _commitments.Facts,
            RetentionRules = _retentionRules.Facts,
            Flows = Flows,
            Pauses = _pauses.Facts,
            Captures = _captures.Facts,
            Subjects = _subjects.Facts,
            DataZones = _zones.Facts,
            LogCoverages = _logCoverages.Facts,
            ChangeEvents = _changeEvents.Facts,
            StorageCosts = _costs.Facts,
        };
}
