using System.Collections.Immutable;
using GovernanceDashboard.Findings;

namespace GovernanceDashboard.Tests.Findings;

/// <summary>A few findings of two rules over some snapshots, of which two may be of one instant, with things done about them. The same seed gives the same.</summary>
internal sealed class RandomLives
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random;
    private readonly List<FindingEvent> _events = [];

    public RandomLives(int seed)
    {
        _random = new(seed);
        var days = Enumerable.Range(0, _random.Next(1, 8)).Select(_ => _random.Next(0, 6)).Order().ToArray();
        Judgements =
        [
            .. days.Select(
                (day, number) =>
                    new Judgement(
                        new(s_start.AddDays(day), new(number + 1)),
                        [
                            .. from rule in new[] { "a", "b" }
                            where _random.Next(5) > 0 // else it did not run
                            select new RuleSightings(
                                rule,
                                [
                                    .. from finding in Findings
                                    where finding.Rule == rule && _random.Next(2) > 0
                                    select finding.Id,
                                ]
                            ),
                        ]
                    )
            ),
        ];
        for (var id = 1; id <= _random.Next(0, 30); id++)
        {
            _events.Add(Event(id));
        }
    }

    public static ImmutableArray<(string Rule, ulong Id)> Findings { get; } = [("a", 1), ("a", 2), ("b", 3)];

    /// <summary>By moment.</summary>
    public ImmutableArray<Judgement> Judgements { get; }

    public IEnumerable<FindingEvent> EventsOf(ulong finding) => _events.Where(one => one.Finding == Text(finding));

    public static SnapshotMoment Moment(int day) => new(s_start.AddDays(day), new(day + 1));

    public static FindingEvent Event(
        long id,
        ulong finding,
        SnapshotMoment moment,
        FindingEventKind kind,
        string? value,
        long? of
    ) => new(id, Guid.Empty, Text(finding), moment, moment.TakenAt, "ada", kind, value, null, of);

    public void Shuffle(Judgement[] judgements) => _random.Shuffle(judgements);

    private static string Text(ulong finding) =>
        finding.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    private FindingEvent Event(int id)
    {
        var kind = Enum.GetValues<FindingEventKind>()[_random.Next(Enum.GetValues<FindingEventKind>().Length)];
        var finding = Findings[_random.Next(Findings.Length)].Id;
        var moment = Judgements[_random.Next(Judgements.Length)].Moment;
        var end = FindingEvent.Instant(s_start.AddDays(_random.Next(0, 8)));
        return kind switch
        {
            FindingEventKind.State => Event(
                id,
                finding,
                moment,
                kind,
                _random.Next(3) > 0 ? "in-progress" : "new",
                null
            ),
            FindingEventKind.Owner => Event(id, finding, moment, kind, _random.Next(3) > 0 ? $"p-{id}" : null, null),
            FindingEventKind.Due => Event(id, finding, moment, kind, _random.Next(3) > 0 ? end : null, null),
            FindingEventKind.Note => Event(id, finding, moment, kind, "a note", null),
            FindingEventKind.WaiverRequest => Event(id, finding, moment, kind, end, null),
            FindingEventKind.WaiverApproval => Answer(FindingEventKind.WaiverRequest),
            FindingEventKind.WaiverEnd => Answer(FindingEventKind.WaiverRequest),
            FindingEventKind.Undo => Answer(FindingEventKind.State),
        };

        // To something that was done before, where there is any; a note where there is none.
        FindingEvent Answer(FindingEventKind to)
        {
            var open = _events.Where(one => one.Kind == to).ToArray();
            if (open.Length == 0)
            {
                return Event(id, finding, moment, FindingEventKind.Note, "a note", null);
            }

            var answered = open[_random.Next(open.Length)];
            return Event(
                id,
                ulong.Parse(answered.Finding, System.Globalization.NumberStyles.HexNumber, null),
                moment < answered.Moment ? answered.Moment : moment,
                kind,
                null,
                answered.Id
            );
        }
    }
}
