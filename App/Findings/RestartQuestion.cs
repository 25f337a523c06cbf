using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Findings;

/// <summary>Whether capture may start again: GO only where every gate of a checklist is open (R-35). What is not known opens no gate.</summary>
public sealed class RestartQuestion(FindingQuestions findings, EstateQuestions estate, SavedViews saved)
{
    // What closes each gate that findings alone decide.
    private static readonly ImmutableArray<(RestartGate Gate, ImmutableArray<IFindingRule> Rules)> s_rules =
    [
        (
            RestartGate.Approvals,
            [
                new ApprovalExpired(),
                new ClassWithoutApproval(),
                new GateNotPassed(),
                new TrainingDatasetWithoutApproval(),
            ]
        ),
        (RestartGate.Capture, [new CaptureDuringPause(), new WrittenWhileSuspended()]),
        (
            RestartGate.Paperwork,
            [new AssessmentOverdue(), new FieldNotAllowed(), new LawfulBasisMissing(), new NoticeMissing()]
        ),
        (RestartGate.Logging, [new UnloggedSensitive()]),
        (RestartGate.Retention, [new RetentionMissing(), new RetentionOverdue()]),
        (RestartGate.Ownership, [new DepartedOwner(), new TableWithoutOwner()]),
    ];

    /// <summary>Judges a checklist at the picture's instant.</summary>
    /// <exception cref="AccessRefusedException">The role may not see who has access.</exception>
    /// <exception cref="NoAnswerException">There is no such snapshot, or no policies to decide by.</exception>
    public async Task<RestartAnswer> AskAsync(
        CurrentUser user,
        Picture picture,
        RestartChecklist checklist,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var found = await findings.FindingsAsync(user, picture, new(), progress, cancellationToken);
        var commitments = await findings.CommitmentsAsync(user, picture, null, cancellationToken);
        var flows = await findings.FlowsAsync(user, picture, null, cancellationToken);
        var exposed = checklist.Gates.Contains(RestartGate.Exposure)
            ? await estate.ExposedGroupsAsync(user, picture, cancellationToken)
            : [];
        var name = (await saved.ChecklistsAsync(user, cancellationToken))
            .FirstOrDefault(one => one.Query == checklist.ToString())
            ?.Name;
        return new(
            name,
            checklist,
            [
                .. checklist.Gates.Select(gate =>
                    gate switch
                    {
                        RestartGate.Commitments => Commitments(commitments, found, checklist),
                        RestartGate.Exposure => Exposure(exposed, checklist.MostExposed),
                        RestartGate.Capture or RestartGate.Paperwork when flows.Rows.IsEmpty => new(
                            gate,
                            [
                                new(
                                    "No collection flow is on record, so nothing can be said of it.",
                                    null,
                                    IsKnown: false
                                ),
                            ],
                            0
                        ),
                        RestartGate.Approvals
                        or RestartGate.Capture
                        or RestartGate.Paperwork
                        or RestartGate.Logging
                        or RestartGate.Retention
                        or RestartGate.Ownership => ByRules(gate, found, checklist),
                    }
                ),
            ],
            found.Stamp
        );
    }

    private static GateResult ByRules(RestartGate gate, FindingsAnswer found, RestartChecklist checklist)
    {
        var rules = s_rules
            .First(one => one.Gate == gate)
            .Rules.Select(rule => rule.Info.Id)
            .ToHashSet(StringComparer.Ordinal);
        FindingRow[] all = [.. found.Rows.Where(row => rules.Contains(row.Rule.Id))];
        FindingRow[] counting = [.. all.Where(row => !checklist.HonoursWaivers || row.Waiver is null)];
        return new(
            gate,
            [
                .. counting.Select(row => new FailedCondition(
                    row.Statement,
                    row.Owner?.Reference,
                    Rule: row.Rule.Id,
                    Finding: row.Id
                )),
            ],
            all.Length - counting.Length
        );
    }

    // Broken before and kept again is kept now: its history stays on the board.
    private static GateResult Commitments(CommitmentsAnswer answer, FindingsAnswer found, RestartChecklist checklist)
    {
        if (answer.Rows.IsEmpty)
        {
            return new(
                RestartGate.Commitments,
                [new("No commitment of a privacy review is on record.", null, IsKnown: false)],
                0
            );
        }

        var rows = found.Rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        CommitmentRow[] shut = [.. answer.Rows.Where(row => row.IsBrokenNow || row.State == CommitmentState.Unknown)];
        CommitmentRow[] counting = [.. shut.Where(row => !checklist.HonoursWaivers || FindingOf(row)?.Waiver is null)];
        return new(
            RestartGate.Commitments,
            [
                .. counting
                    .OrderByDescending(row => row.IsBrokenNow)
                    .Select(row => new FailedCondition(
                        $"{row.Id}: {row.Statement}",
                        FindingOf(row)?.Owner?.Reference,
                        row.IsBrokenNow,
                        FindingOf(row)?.Rule.Id,
                        row.Finding
                    )),
            ],
            shut.Length - counting.Length
        );

        FindingRow? FindingOf(CommitmentRow row) =>
            row.Finding is { } id && rows.TryGetValue(id, out var finding) ? finding : null;
    }

    private static GateResult Exposure(ImmutableArray<ExposedGroup> groups, int most) =>
        new(
            RestartGate.Exposure,
            [
                .. groups
                    .Where(group => group.People.High > most)
                    .OrderByDescending(group => group.People.Low > most)
                    .ThenByDescending(group => group.People.High)
                    .Select(group => new FailedCondition(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{group.Group ?? "Sensitive tables in no table group"}: {(group.People.IsExact ? $"{group.People.High:#,0}" : $"{group.People.Low:#,0} to {group.People.High:#,0}")} people outside the audience read {group.Tables:#,0} sensitive tables{(group.Declared < group.Tables ? $", of which {group.Tables - group.Declared:#,0} have no declared audience" : "")}; {most:#,0} may."
                        ),
                        group.Accountable,
                        group.People.Low > most
                    )),
            ],
            0
        );
}
