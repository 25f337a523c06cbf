using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-26: somebody has stopped reading a sensitive group and kept the access.</summary>
public sealed class DormantAccess : IFindingRule
{
    /// <summary>Look-back of the over-exposure ratio (metrics 6.4).</summary>
    private const int UnusedDays = 90;

    public RuleInfo Info { get; } =
        new(
            "dormant-access",
            "Access no longer used",
            "A person of the declared audience who can read a group of sensitive or unclassified tables, and did, has read none of those whose use through Hive, files and views was logged in full for 90 days or more, in which the person was meant to all the time. Where nothing of the group was logged in full, or the imported logs end earlier, it is unknown and nothing is said. Since the last logged read. Amount: whole days since then.",
            "days",
            ["R-26", "R-29"],
            ["CSF 2.0 PR.AA-05", "ISO 27001 A.5.18"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var since = context.Now.AddDays(-UnusedDays);
        if (!context.Use.SpeaksOf(since, context.Now))
        {
            yield break;
        }

        var tables = context.Tables.Where(context.IsSensitive).ToLookup(context.SmallestGroup, StringComparer.Ordinal);
        foreach (var group in context.Use.ByGroup.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            TableOrdinal[] logged = [.. tables[group.Key].Where(table => IsLogged(context, table, since))];
            foreach (var reader in group.Where(reader => reader.Last <= since))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (context.Index.FindAccount(reader.Login) is not { } account)
                {
                    continue;
                }

                var readable = logged
                    .Where(table =>
                        context.Index.Readers(table).Contains(account)
                        && context.Audience.IsMeantThroughout(table, reader.Login, since, context.Now)
                    )
                    .ToArray();
                if (readable.Length > 0)
                {
                    var unknown = tables[group.Key].Count() - logged.Length;
                    yield return new(
                        Info.Id,
                        [Subject.Login(reader.Login), group.Key],
                        reader.Last,
                        null,
                        (long)(context.Now - reader.Last).TotalDays,
                        $"{Subject.Login(reader.Login)} can read {Subject.Count(readable.Length, "logged table", "logged tables")} of {group.Key} and has read none since {UtcText.Short(reader.Last)}{(unknown > 0 ? $"; of {Subject.Count(unknown, "other table", "other tables")} without full logs it is not known" : "")}.",
                        new(context.WeightOf(readable), 1, IsGapOnly: true)
                    );
                }
            }
        }
    }

    private static bool IsLogged(RuleContext context, TableOrdinal table, DateTimeOffset since) =>
        new[] { AccessChannel.Hive, AccessChannel.Files, AccessChannel.View }.All(channel =>
            context.LoggedTime.Of(table, channel).Covers(since, context.Now)
        );
}
