using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using GovernanceDashboard.Access;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Planning;

namespace GovernanceDashboard.Cli;

/// <summary><c>explain PRINCIPAL TABLE</c>: why somebody can, or cannot, read a table.</summary>
internal static class ExplainVerb
{
    private const int MostListed = 10_000;

    public static Command Create(CommandRunner runner)
    {
        var principal = new Argument<string>("PRINCIPAL") { Description = "A pseudonym or a login" };
        var table = new Argument<string>("TABLE") { Description = "db.table" };
        var column = new Option<string?>("--column") { Description = "Only this column", HelpName = "C" };
        var limit = new Option<int>("--limit")
        {
            Description = "List at most so many paths and cuts; the totals are exact all the same",
            HelpName = "N",
            CustomParser = OptionWords.Number,
            DefaultValueFactory = _ => ExplanationScope.Default.Paths,
        };
        var command = runner.Verb(
            "explain",
            "Why a principal can or cannot read a table: what decides, every path, what would end or give access",
            new(
                "explain PRINCIPAL TABLE [--column C] [--limit N] [--at T] [--snapshot ID] [--unmask REASON] [--json] [--data DIR]",
                "explain p-0a1b2c3d4e sales.orders"
            ),
            async (run, cancellationToken) =>
            {
                var name = run.Table(table);
                var (picture, reason) = (run.Picture, run.UnmaskReason);
                var listed = run.Get(limit) is >= 0 and <= MostListed and var asked
                    ? asked
                    : throw new UsageException(
                        "The limit is out of range.",
                        $"a number from 0 to {MostListed}",
                        "--limit 50"
                    );
                var answer = await run.AskAsync(
                    questions =>
                        questions.ExplainAsync(
                            run.User,
                            picture,
                            run.Get(principal),
                            name,
                            run.Get(column),
                            reason,
                            new(listed, Math.Min(listed, ExplanationScope.Default.Cuts)),
                            cancellationToken
                        ),
                    cancellationToken
                );
                return run.Show(answer, Document, Print);
            }
        );
        command.Add(principal);
        command.Add(table);
        command.Add(column);
        command.Add(limit);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Unmask);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(ExplainAnswer answer) =>
        new
        {
            principal = answer.Principal.Principal.Text,
            kind = answer.Principal.Principal.Kind,
            table = answer.Table.ToString(),
            column = answer.Column,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            verdict = answer.Verdict,
            level = answer.Level,
            columns = answer.Columns,
            channels = answer.Channels,
            masked = answer.Restrictions.IsMasked,
            maskedOnly = answer.Restrictions.IsMaskedOnly,
            filtered = answer.Restrictions.IsFiltered,
            conditional = answer.IsConditional,
            maskedColumns = RestrictionText.Masks(answer.Restrictions),
            filter = RestrictionText.Filter(answer.Restrictions.Filter),
            whyNot = answer.WhyNot,
            deciding = answer.Deciding.Select(Document),
            losing = answer.Losing.Select(Document),
            paths = answer.Paths is { } paths ? Document(paths) : null,
            cuts = answer.Cuts is { } cuts ? Document(cuts) : null,
            nearest = answer.Nearest is { } nearest ? Document(nearest) : null,
            files = answer.Files is { } files ? FilesText.Document(files) : null,
            views = answer.Views is { } views ? ViewsText.Document(views) : null,
            dashboards = answer.Dashboards is { } dashboards ? DashboardsText.Document(dashboards) : null,
        };

    private static object Document(PathsAnswer paths) =>
        new
        {
            total = Number(paths.Total),
            conditionalTotal = Number(paths.ConditionalTotal),
            exact = paths.IsExact,
            sentence = paths.Sentence,
            listed = paths.Listed.Select(path => new
            {
                columns = path.Columns,
                conditional = path.IsConditional,
                sentence = path.Sentence,
                legs = path.Legs.Select(Document),
            }),
        };

    private static object Document(CutsAnswer cuts) =>
        new
        {
            size = cuts.Size,
            sizeAtLeast = cuts.SizeAtLeast,
            total = cuts.Total,
            exact = cuts.IsExact,
            sentence = cuts.Sentence,
            listed = cuts.Listed.Select(cut => new
            {
                sentence = cut.Sentence,
                removals = cut.Points.Select(point => point.Sentence),
                othersAtMost = cut.OthersAtMost,
            }),
        };

    private static object Document(NearestAnswer nearest) =>
        new
        {
            sentence = nearest.Sentence,
            policy = nearest.Path.PolicyId,
            policyName = nearest.Path.PolicyName,
            item = nearest.Path.ItemIndex,
            obstacles = nearest.Obstacles.Select(obstacle => new
            {
                kind = obstacle.Kind,
                sentence = obstacle.Sentence,
                remedies = obstacle.Remedies,
            }),
            changes = nearest.Path.Changes.Length,
            columnsAfter = nearest.ColumnsAfter,
            outcome = nearest.Outcome,
            changeSet = Rows(nearest),
        };

    // A number of any size: paths multiply.
    private static JsonNode? Number(BigInteger number) => JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture));

    private static object Document(ExplainedOpinion explained)
    {
        var opinion = explained.Opinion;
        return new
        {
            effect = opinion.Effect,
            via = opinion.Via,
            policy = opinion.PolicyId,
            policyName = opinion.PolicyName,
            priority = opinion.Priority,
            list = opinion.List,
            item = opinion.ItemIndex,
            chain = explained.Chain.Select(link => new { @namespace = link.Namespace, name = link.Text }),
            arisesAt = opinion.ArisesAt,
            resource = opinion.ResourceText,
            tag = opinion.Tag,
            columns = explained.Columns,
            conditional = opinion.IsConditional,
            loss = explained.Loss,
            sentence = explained.Sentence,
        };
    }

    private static void Print(TextOutput text, ExplainAnswer answer)
    {
        text.Line(answer.Verdict);
        if (answer.WhyNot is { } whyNot && whyNot != answer.Verdict)
        {
            text.Line(whyNot);
        }

        foreach (var sentence in RestrictionText.Sentences(answer.Restrictions))
        {
            text.Line(sentence);
        }

        text.Line($"({QuestionText.Of(answer.Stamp)})");
        Print(text, "What decides", answer.Deciding);
        Print(text, "What does not count", answer.Losing);
        Print(text, answer.Paths);
        Print(text, answer.Cuts);
        FilesText.Print(text, answer.Files);
        ViewsText.Print(text, answer.Views);
        DashboardsText.Print(text, answer.Dashboards);
        Print(text, answer.Nearest);
    }

    private static void Print(TextOutput text, NearestAnswer? nearest)
    {
        if (nearest is null)
        {
            return;
        }

        text.Line();
        text.Line(nearest.Sentence);
        foreach (var obstacle in nearest.Obstacles)
        {
            text.Line($"- What stops it: {obstacle.Sentence}");
            text.Line($"    what would help: {string.Join("; ", obstacle.Remedies)}");
        }

        text.Line(nearest.Outcome);
        if (Rows(nearest) is { } rows)
        {
            text.Line("As a change set, for whatif --changes:");
            foreach (var row in rows.Prepend(string.Join(',', ChangeRow.Columns)))
            {
                text.Line("  " + row);
            }
        }
    }

    // People by their reference; null where a policy would have to be rewritten, which no row can say.
    private static string[]? Rows(NearestAnswer nearest) =>
        nearest.Changes.IsEmpty ? null
        : nearest.Changes.Select(ChangeRow.Write).ToArray() is var rows
        && Array.TrueForAll(rows, row => row is not null)
            ? [.. rows.Select(row => CsvOutput.Line(row!.Value))]
        : null;

    private static void Print(TextOutput text, PathsAnswer? paths)
    {
        if (paths is null || (paths.Total.IsZero && paths.ConditionalTotal.IsZero))
        {
            return;
        }

        text.Line();
        text.Line($"Paths: {paths.Sentence}");
        foreach (var (number, path) in paths.Listed.Index())
        {
            text.Line(
                $"{Figures.Count(number + 1), 4}. {string.Join(" and ", path.Legs.Select(Trail))}{(path.IsConditional ? " (on a condition)" : "")}"
            );
            if (!path.Columns.IsEmpty)
            {
                text.Line($"      columns: {QuestionText.List(path.Columns)}");
            }
        }
    }

    private static string Trail(ExplainedOpinion leg)
    {
        var opinion = leg.Opinion;
        var source = opinion.PolicyId is { } policy
            ? $"policy {policy} \"{opinion.PolicyName}\", {opinion.List} item {opinion.ItemIndex}, on {opinion.ResourceText}"
            : "super users";
        return $"{string.Join(" -> ", leg.Chain.Select(link => link.Text))} -> {source}";
    }

    private static void Print(TextOutput text, CutsAnswer? cuts)
    {
        if (cuts is null)
        {
            return;
        }

        text.Line();
        text.Line($"What would end this access: {cuts.Sentence}");
        foreach (var cut in cuts.Listed)
        {
            text.Line($"- {cut.Sentence}");
        }
    }

    private static void Print(TextOutput text, string heading, ImmutableArray<ExplainedOpinion> opinions)
    {
        if (opinions.IsEmpty)
        {
            return;
        }

        text.Line();
        text.Line($"{heading}: {Figures.Of(opinions.Length, "opinion")}");
        foreach (var explained in opinions)
        {
            var opinion = explained.Opinion;
            text.Line($"- {explained.Sentence}");
            text.Line($"    chain:   {string.Join(" -> ", explained.Chain.Select(link => link.Text))}");
            if (opinion.PolicyId is { } policy)
            {
                var item = opinion.List is { } list ? $", {list} item {opinion.ItemIndex}" : "";
                text.Line($"    source:  policy {policy}{item}, priority {opinion.Priority}");
            }

            if (!explained.Columns.IsEmpty)
            {
                text.Line($"    columns: {QuestionText.List(explained.Columns)}");
            }
        }
    }
}
