using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Benchmarks.Measures;

/// <summary>
/// Writes a snapshot a day over a copy of a data folder, each with a day's changes: one membership in 200 taken out and as many put in, 50 tables altered,
/// 20 policies edited. Prints what each of them adds to the database.
/// </summary>
internal static class DailyImports
{
    private const int OneMembershipIn = 200;
    private const int Tables = 50;
    private const int Policies = 20;

    internal static async Task MeasureAsync(
        DirectoryInfo data,
        int days,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var folder = Directory.CreateTempSubdirectory("daily-").FullName;
        try
        {
            var file = Path.Combine(folder, "estate.db");
            File.Copy(Path.Combine(data.FullName, "estate.db"), file);
            var store = new FactStore(new(folder), TimeProvider.System);
            var snapshot = (await store.SnapshotsAsync(cancellationToken))[0];
            var facts = await store.LoadAsync(snapshot, snapshot.TakenAt, cancellationToken);
            await Line(output, $"first        {Megabytes(file), 8:F1} MB");
            var random = new Random(20_260_301);
            for (var day = 1; day <= days; day++)
            {
                facts = Changed(facts, random, day);
                var before = Megabytes(file);
                var started = Stopwatch.GetTimestamp();
                await store.WriteAsync(SnapshotLoad.Draft(facts), new Progress<WorkProgress>(), cancellationToken);
                await Line(
                    output,
                    $"day {day, 3}      {Megabytes(file), 8:F1} MB, {Megabytes(file) - before, 5:F1} more, {Stopwatch.GetElapsedTime(started).TotalSeconds, 5:F1} s"
                );
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static EstateFacts Changed(EstateFacts facts, Random random, int day)
    {
        var memberships = facts.Memberships.Where(_ => random.Next(OneMembershipIn) != 0).ToHashSet();
        var groups = facts.Principals.Where(principal => principal.Kind == PrincipalKind.Group).ToArray();
        var logins = facts.Principals.Where(principal => principal.Kind == PrincipalKind.User).ToArray();
        while (memberships.Count < facts.Memberships.Length)
        {
            memberships.Add(new(logins[random.Next(logins.Length)].Id, groups[random.Next(groups.Length)].Id));
        }

        var tables = facts.Tables.ToBuilder();
        for (var change = 0; change < Tables; change++)
        {
            var at = random.Next(tables.Count);
            tables[at] = tables[at] with { Rows = (tables[at].Rows ?? 0) + random.Next(1, 1_000_000) };
        }

        var policies = facts.Policies.ToBuilder();
        for (var change = 0; change < Policies; change++)
        {
            var at = random.Next(policies.Count);
            policies[at] = policies[at] with
            {
                Version = (policies[at].Version ?? 1) + 1,
                UpdatedAt = facts.At.AddHours(random.Next(24)),
                IsAuditEnabled = !policies[at].IsAuditEnabled,
            };
        }

        return facts with
        {
            At = facts.At.AddDays(1),
            Memberships = [.. memberships.Order(Comparer<Membership>.Create(ByMember))],
            Tables = tables.ToImmutable(),
            Policies = policies.ToImmutable(),
        };
    }

    private static int ByMember(Membership one, Membership other)
    {
        var byMember = one.Member.CompareTo(other.Member);
        return byMember != 0 ? byMember : one.Container.CompareTo(other.Container);
    }

    private static double Megabytes(string file) => new FileInfo(file).Length / 1e6;

    private static Task Line(TextWriter output, FormattableString line) =>
        output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
