using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GovernanceDashboard.Data.Records;

/// <summary>Which findings each snapshot had, and how each was last worded. A snapshot is judged once.</summary>
public sealed class FindingJudgementStore(RecordsDatabase database)
{
    // A judgement may come later than that of a newer snapshot: the words of the newest instant stay.
    private const string Remember = """
        INSERT INTO known_findings (Fingerprint, Rule, Severity, Statement, Subjects, "From", "To", Amount, Weight, People, IsGapOnly, Owner, Team, SeenAt, Numbers)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        ON CONFLICT (Fingerprint) DO UPDATE SET Rule = excluded.Rule, Severity = excluded.Severity, Statement = excluded.Statement, Subjects = excluded.Subjects,
          "From" = excluded."From", "To" = excluded."To", Amount = excluded.Amount, Weight = excluded.Weight, People = excluded.People, IsGapOnly = excluded.IsGapOnly,
          Owner = excluded.Owner, Team = excluded.Team, SeenAt = excluded.SeenAt, Numbers = excluded.Numbers
        WHERE excluded.SeenAt >= SeenAt
        """;

    /// <summary>In the order of judging.</summary>
    public async Task<ImmutableArray<JudgedSnapshotRecord>> SnapshotsAsync(CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        var rows = await context.JudgedSnapshots.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return [.. rows];
    }

    /// <summary>What the rules found in the given judgements.</summary>
    public async Task<ImmutableArray<JudgedRuleRecord>> RulesAsync(
        IReadOnlyCollection<long> judged,
        CancellationToken cancellationToken
    )
    {
        await using var context = await database.OpenAsync(cancellationToken);
        var rows = await context
            .JudgedRules.AsNoTracking()
            .Where(row => judged.Contains(row.Judged))
            .ToListAsync(cancellationToken);
        return [.. rows];
    }

    /// <summary>Every finding that any snapshot had, by fingerprint.</summary>
    public async Task<ImmutableArray<KnownFindingRecord>> KnownAsync(CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        var rows = await context
            .KnownFindings.AsNoTracking()
            .OrderBy(row => row.Fingerprint)
            .ToListAsync(cancellationToken);
        return [.. rows];
    }

    /// <summary>Keeps a judgement whole or not at all. No other process gets in between.</summary>
    /// <param name="judged">Its id is given by the database.</param>
    /// <param name="rules">Their <see cref="JudgedRuleRecord.Judged"/> is set here.</param>
    /// <returns>False where the snapshot was judged already: nothing was changed.</returns>
    public async Task<bool> AddAsync(
        JudgedSnapshotRecord judged,
        IReadOnlyCollection<JudgedRuleRecord> rules,
        IReadOnlyCollection<KnownFindingRecord> findings,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(judged);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(findings);
        await using var context = await database.OpenAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        var connection = (SqliteConnection)context.Database.GetDbConnection();

        // BEGIN IMMEDIATE, as the activity log does: two processes that judge the same snapshot must not both think that they are first.
        await using var transaction = connection.BeginTransaction(deferred: false);
        await context.Database.UseTransactionAsync(transaction, cancellationToken);
        if (
            await context.JudgedSnapshots.AnyAsync(
                row => row.Snapshot == judged.Snapshot && row.Digest == judged.Digest,
                cancellationToken
            )
        )
        {
            return false;
        }

        var row = judged with { Id = 0 };
        context.JudgedSnapshots.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        context.JudgedRules.AddRange(rules.Select(rule => rule with { Judged = row.Id }));
        await context.SaveChangesAsync(cancellationToken);
        await RememberAsync(connection, transaction, findings, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Notes that the owners were notified of a judged snapshot.</summary>
    public async Task ToldAsync(long judged, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        await context
            .JudgedSnapshots.Where(row => row.Id == judged && row.ToldAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ToldAt, at), cancellationToken);
    }

    // One prepared statement: tens of thousands of tracked entities would take seconds.
    private static async Task RememberAsync(
        SqliteConnection connection,
        DbTransaction transaction,
        IReadOnlyCollection<KnownFindingRecord> findings,
        CancellationToken cancellationToken
    )
    {
        await using var command = connection.CreateCommand();
        command.Transaction = (SqliteTransaction)transaction;
        command.CommandText = Remember;
        var values = Enumerable
            .Range(1, 15)
            .Select(number =>
            {
                var value = command.CreateParameter();
                value.ParameterName = FormattableString.Invariant($"${number}");
                command.Parameters.Add(value);
                return value;
            })
            .ToArray();
        foreach (var one in findings)
        {
            object?[] row =
            [
                one.Fingerprint,
                one.Rule,
                one.Severity,
                one.Statement,
                one.Subjects,
                one.From?.ToUnixTimeMilliseconds(),
                one.To?.ToUnixTimeMilliseconds(),
                one.Amount,
                one.Weight,
                one.People,
                one.IsGapOnly,
                one.Owner,
                one.Team,
                one.SeenAt.ToUnixTimeMilliseconds(),
                one.Numbers,
            ];
            for (var index = 0; index < row.Length; index++)
            {
                values[index].Value = row[index] ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
