using System.Text.Json;
using GovernanceDashboard.Benchmarks.Questions;

namespace GovernanceDashboard.Benchmarks.SideBySide;

/// <summary>What the peers are asked, in the numbers of the exported files.</summary>
/// <param name="Accounts">How many accounts there are.</param>
/// <param name="Full">Whether FULL is asked as well.</param>
/// <param name="LimitSeconds">After so long DuckDB's FULL is given up.</param>
/// <param name="PostgresLimitSeconds">After so long for one statement PostgreSQL's FULL is given up.</param>
/// <param name="Memory">DuckDB's bound.</param>
/// <param name="WarmUps">Leading answers that are compared but not timed.</param>
public sealed record PeerQuestions(
    int Accounts,
    bool Full,
    int LimitSeconds,
    int PostgresLimitSeconds,
    string Memory,
    int WarmUps,
    int[] Tables,
    int[] People
)
{
    private const int Asked = 40;

    internal static PeerQuestions Of(EstateExport export, Samples samples, PeerLimits limits) =>
        new(
            export.Accounts.Length,
            limits.AsksFull,
            limits.DuckDbSeconds,
            limits.PostgresSeconds,
            limits.Memory,
            WarmUps: 3,
            [.. samples.Tables.Take(Asked).Select(table => table.Value)],
            [.. samples.Logins.Take(Asked).Select(login => export.AccountNumbers[login])]
        );

    internal void WriteTo(string folder) =>
        File.WriteAllText(Path.Combine(folder, "questions.json"), JsonSerializer.Serialize(this, PeerAnswers.Json));
}

/// <summary>How much the peers may take.</summary>
internal sealed record PeerLimits(bool AsksFull, int DuckDbSeconds, int PostgresSeconds, string Memory);
