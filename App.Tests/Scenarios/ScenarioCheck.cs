using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Reference;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>Holds one scenario's expectations, and their agreement with each other, against the engine and the slow evaluator.</summary>
internal sealed class ScenarioCheck(ScenarioFile file, EstateFacts facts)
{
    private readonly ReferenceEvaluator _reference = new(facts);

    internal void Verify(CancellationToken cancellationToken)
    {
        var index = AccessIndex.Build(facts, cancellationToken);
        foreach (var (question, expected) in file.Check ?? [])
        {
            VerifyCheck(index, question, expected);
        }

        foreach (var (table, expected) in file.Who ?? [])
        {
            VerifyWho(index, Facts.Find(index, table), expected);
        }

        foreach (var (login, expected) in file.What ?? [])
        {
            VerifyWhat(index, login, expected);
        }

        foreach (var (table, expected) in file.Through ?? [])
        {
            VerifyThrough(index, Facts.Find(index, table), expected);
        }

        foreach (var (question, expected) in file.Explain ?? [])
        {
            VerifyExplanation(index, question, expected);
        }

        // The slow evaluator knows no conditions: they are settled for it, question by question.
        if (file.Declares is null)
        {
            new Agreement(facts, null).Verify();
        }
        else
        {
            ConditionsAgreeTests.Verify(facts);
        }
    }

    private void VerifyCheck(AccessIndex index, string question, string expected)
    {
        var (login, privilege, resource) = question.Split(' ') is [var who, var how, var what]
            ? (who, how, ScenarioTags.Resource(what))
            : throw new InvalidDataException($"{question} is no question.");
        var decision = Enum.Parse<AccessDecision>(expected);
        Same(
            decision,
            Reference(login, resource).Decide(login, resource.Database, resource.Table, resource.Column, privilege),
            $"reference: {question}"
        );
        if (privilege != "_any")
        {
            Same(decision, index.Allows(index.FindAccount(login)!.Value, resource, privilege), question);
        }
    }

    private ReferenceEvaluator Reference(string login, ResourceName resource) =>
        file.Declares is null
            ? _reference
            : new ReferenceEvaluator(ReferenceConditions.SettledFor(resource, login, facts));

    private void VerifyWho(AccessIndex index, TableOrdinal table, Dictionary<string, string> expected)
    {
        var readers = index.WhoCanAccess(table);
        var resource = index.Table(table);
        var accounts = Enumerable.Range(0, index.Accounts.Length).Select(ordinal => new PrincipalOrdinal(ordinal));
        var actual = accounts
            .Where(account => readers.LevelOf(account) != AccessLevel.None)
            .Select(account =>
            {
                var columns = readers.LevelOf(account) == AccessLevel.Partial ? ColumnsOf(account) : "";
                return (Level: readers.LevelOf(account).ToString(), Who: Name(account) + columns);
            })
            .Concat(
                Flags(readers).SelectMany(flag => flag.Who.Members().Select(account => (flag.Name, Who: Name(account))))
            );
        Same(Lines(expected), Lines(actual), $"who of {resource.Name}");

        string Name(PrincipalOrdinal account) => index.Accounts[account.Value].Id.Name;

        string ColumnsOf(PrincipalOrdinal account) =>
            $"({string.Join(',', readers.ColumnsOf(account).Select(position => resource.Columns[position].Name))})";
    }

    private static (string Name, PrincipalSet Who)[] Flags(TableReaders readers) =>
        [
            ("Conditional", readers.Conditional),
            ("Masked", readers.Flags.Masked),
            ("MaybeMasked", readers.Flags.MaybeMasked),
            ("MaskedOnly", readers.Flags.MaskedOnly),
            ("MaybeMaskedOnly", readers.Flags.MaybeMaskedOnly),
            ("Filtered", readers.Flags.Filtered),
            ("MaybeFiltered", readers.Flags.MaybeFiltered),
        ];

    private static void VerifyWhat(AccessIndex index, string login, Dictionary<string, string> expected)
    {
        var actual = index
            .WhatCanAccess(index.FindAccount(login)!.Value, AccessLevel.MetadataOnly)
            .ToDictionary(access => index.Table(access.Table).Name.ToString(), access => access.Level.ToString());
        Same(
            string.Join(", ", expected.OrderBy(pair => pair.Key, StringComparer.Ordinal)),
            string.Join(", ", actual.OrderBy(pair => pair.Key, StringComparer.Ordinal)),
            $"what of {login}"
        );
    }

    private void VerifyThrough(AccessIndex index, TableOrdinal table, Dictionary<string, string> expected)
    {
        var slow = new ViewReference(
            facts,
            (login, view) =>
                (
                    _reference.ReadableColumns(login, view).Length > 0,
                    Enumerable.Range(0, view.Columns.Length).Any(column => _reference.MayRead(login, view, column))
                )
        );
        var actual = new Dictionary<string, string>();
        for (var value = 0; value < index.Accounts.Length; value++)
        {
            var (account, login) = (new PrincipalOrdinal(value), index.Accounts[value].Id.Name);
            var isListed =
                index.ViewReaders(table).Readers.Contains(account) && !index.Readers(table).Contains(account);
            Same(
                slow.Reads(login, index.Table(table).Name).Sure && !index.Readers(table).Contains(account),
                isListed,
                $"reference: {login} through views of {index.Table(table).Name}"
            );
            var viewed = index.TablesThroughViews(account).SingleOrDefault(one => one.Table == table);
            Same(isListed, viewed is not null, $"what {login} reads through views");
            if (viewed is not null)
            {
                actual.Add(login, string.Join(' ', viewed.Views.Select(view => index.Table(view).Name)));
            }
        }

        Same(
            Joined(expected.Select(pair => $"{pair.Key}: {pair.Value}")),
            Joined(actual.Select(pair => $"{pair.Key}: {pair.Value}")),
            $"through views of {index.Table(table).Name}"
        );
    }

    private static void VerifyExplanation(AccessIndex index, string question, ExplanationText expected)
    {
        var explanation = Explain(index, question, null);
        Same(Entries(expected.By), Joined(explanation.Deciding.Select(Opinion)), $"what decides {question}");
        Same(
            Entries(expected.Lost),
            Joined(
                explanation.Losing.Select(lost =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{lost.Opinion.PolicyId} {lost.Opinion.Effect} {lost.Reason}"
                    )
                )
            ),
            $"what loses on {question}"
        );
        if (expected.WhyNot is { } whyNot)
        {
            Assert.Contains(whyNot, explanation.WhyNot, StringComparison.Ordinal);
        }
    }

    internal static AccessExplanation Explain(AccessIndex index, string question, ExplanationScope? scope)
    {
        var (login, resource) = question.Split(' ') is [var who, var what]
            ? (who, ScenarioTags.Resource(what))
            : throw new InvalidDataException($"{question} is no question.");
        var table = index.FindTable(new(resource.Database, resource.Table!))!.Value;
        return index.Explain(index.FindAccount(login)!.Value, table, resource.Column, scope);
    }

    private static string Opinion(AccessOpinion opinion)
    {
        var naming = opinion.Via is AccessVia.Group or AccessVia.Role or AccessVia.SuperUser
            ? " " + opinion.Chain[^1].Name
            : "";
        return $"{opinion.PolicyId} {opinion.Via}{naming}".Trim();
    }

    private static string Lines(Dictionary<string, string> expected) =>
        Lines(expected.SelectMany(level => ScenarioEstate.Words(level.Value).Select(who => (level.Key, who))));

    private static string Lines(IEnumerable<(string Level, string Who)> readers) =>
        Joined(readers.Select(reader => $"{reader.Level} {reader.Who}"));

    private static string Entries(string? text) => Joined(text?.Split(", ") ?? []);

    private static string Joined(IEnumerable<string> entries) =>
        string.Join(", ", entries.Distinct().Order(StringComparer.Ordinal));

    private static void Same<T>(T expected, T actual, string place) =>
        Assert.True(
            EqualityComparer<T>.Default.Equals(expected, actual),
            $"{place}: expected {expected}, got {actual}"
        );
}
