using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Findings.Rules.Use;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Findings.Rules;

/// <summary>
/// Eight people of the group ops in California (r1 to r8) who are meant to read the twenty tables raw.t0 to raw.t19 (keystrokes) and do so: two tables at ten in the morning, UTC-7, every other day since
/// 1 February 2026. All of it is logged. It is judged at noon of 1 June 2026.
/// </summary>
internal sealed record ReadEstate
{
    public const string Group = "group:Keys";

    private static readonly string[] s_people = [.. Enumerable.Range(1, 8).Select(number => $"r{number}")];

    public static DateTimeOffset LogsFrom { get; } = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    public ImmutableDictionary<string, string?> Regions { get; init; } = ImmutableDictionary<string, string?>.Empty;

    public ImmutableArray<LoggedRead> Reads { get; init; } = [.. s_people.SelectMany(Ordinary)];

    public ImmutableArray<HeldFact<Membership>> Memberships { get; init; } =
    [.. s_people.Select(login => Since(new Membership(PrincipalId.Login(login), PrincipalId.Group("ops"))))];

    public ImmutableArray<HeldFact<LogCoverage>> Coverages { get; init; } =
    [
        .. new[] { AccessChannel.Hive, AccessChannel.Files, AccessChannel.View }.Select(channel =>
            Since(new LogCoverage("db:raw", channel, CoverageState.Full, null))
        ),
    ];

    public ImmutableArray<HeldFact<IntendedAccess>> Intended { get; init; } =
    [Since(new IntendedAccess("group:Keys", "group:ops", null, null, null, null))];

    public ImmutableArray<HeldFact<AccessException>> Exceptions { get; init; } = [];

    public ImmutableArray<NumberGap> Gaps { get; init; } = [];

    public ImmutableArray<HeldFact<CapturedRows>> Captures { get; init; } = [];

    public ImmutableArray<ColumnsRead> Columns { get; init; } = [];

    /// <summary>So many days after the logs began, at an hour of UTC.</summary>
    public static DateTimeOffset Day(int day, double hour = 17) => LogsFrom.AddDays(day).AddHours(hour);

    public static HeldFact<T> Since<T>(T fact, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        new(fact, from ?? LogsFrom, from ?? LogsFrom, to, to);

    public static LoggedRead Read(string login, int table, DateTimeOffset at, long count = 1, bool isExact = true) =>
        new(Facts.Name($"raw.t{table}"), login, AuditChannel.Hive, at, at, count, isExact);

    public static IEnumerable<LoggedRead> Ordinary(string login) => Ordinary(login, 0, 120);

    public static IEnumerable<LoggedRead> Ordinary(string login, int first, int end) =>
        from day in Enumerable.Range(first, end - first)
        where day % 2 == 0
        from table in new[] { 0, 1 + (day % 3) }
        select Read(login, table, Day(day).AddMinutes(table));

    public ReadEstate Also(params IEnumerable<LoggedRead> reads) => this with { Reads = Reads.AddRange(reads) };

    public ReadEstate Without(string login) => this with { Reads = Reads.RemoveAll(read => read.Login == login) };

    /// <summary>Of each table, as the catalogue counts.</summary>
    public long? Bytes { get; init; }

    public ImmutableArray<HeldFact<StorageCost>> Costs { get; init; } = [];

    public Finding[] Run(IFindingRule rule) => [.. rule.Run(Context(), TestContext.Current.CancellationToken)];

    public RuleContext Context()
    {
        string[] tables = [.. Enumerable.Range(0, 20).Select(number => $"raw.t{number}")];
        var facts = Facts.Of(
            s_people,
            [("ops", s_people)],
            [.. tables.Select(table => (table, new[] { "typed", "idle" }))],
            [Facts.Policy(1, "raw.*.*", allow: [Facts.Item(groups: ["ops"])])]
        );
        facts = facts with
        {
            Principals =
            [
                .. facts.Principals.Select(one =>
                    one.Person is null
                        ? one
                        : one with
                        {
                            Person = new(one.Id.Name, Region: Regions.GetValueOrDefault(one.Id.Name, "US-CA")),
                        }
                ),
                new(PrincipalId.Login("svc"), PrincipalKind.ServiceAccount),
            ],
            Classifications =
            [
                .. tables.Select(table => new Classification(
                    new("raw", Facts.Name(table).Table),
                    "KEYSTROKES",
                    ClassificationBasis.Import
                )),
            ],
            TableGroups = [new("Keys", ["raw.*"], [])],
            Tables = [.. facts.Tables.Select(table => table with { Bytes = Bytes })],
        };
        var (index, groups) = TableGroupIndex.BuildWithIndex(facts, TestContext.Current.CancellationToken);
        var context = new RuleContext(
            index,
            groups,
            RuleEstate.Plain.Records with
            {
                LogCoverages = Coverages,
                IntendedAccess = Intended,
                AccessExceptions = Exceptions,
                Captures = Captures,
                StorageCosts = Costs,
            },
            []
        )
        {
            Memberships = Memberships,
            NumberGaps = Gaps,
            ColumnsRead = Columns,
        };
        var book = new UseBook(context);
        foreach (
            var read in Reads
                .OrderByDescending(read => read.IsExact)
                .ThenBy(read => read.Table)
                .ThenBy(read => read.First)
        )
        {
            book.Add(read);
        }

        return context.With(book.Close());
    }

    /// <summary>What a finding says, in one line: subjects, from, to, amount.</summary>
    public static string Line(Finding finding) =>
        FormattableString.Invariant(
            $"{string.Join(' ', finding.Subjects)} {finding.From:MM-dd'T'HH:mm}..{finding.To:MM-dd'T'HH:mm} {finding.Amount}"
        );
}
