using System.Globalization;
using System.Text;
using GovernanceDashboard.Benchmarks.Estates;
using GovernanceDashboard.Benchmarks.Measures;
using GovernanceDashboard.Benchmarks.Questions;

namespace GovernanceDashboard.Benchmarks.SideBySide;

/// <summary>Measures the engine and both peers on the same estate in one run, compares all answers and writes one table a scale.</summary>
internal sealed class PeerRun(TextWriter output, PeerLimits limits, int rounds)
{
    /// <returns>The tables as Markdown.</returns>
    /// <exception cref="InvalidDataException">A peer answered otherwise than the engine.</exception>
    internal async Task<string> RunAsync(int[] scales, CancellationToken cancellationToken)
    {
        await PeerProcess.InstallAsync(cancellationToken);
        var text = new StringBuilder();
        var fulls = new List<(int Scale, double Milliseconds)>();
        foreach (var scale in scales)
        {
            var (table, full) = await RunAsync(scale, cancellationToken);
            output.WriteLine(table);
            text.Append(table).Append('\n');
            fulls.Add((scale, full));
        }

        foreach (var (before, after) in fulls.Zip(fulls.Skip(1)))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"FULL grows {after.Milliseconds / before.Milliseconds:F1}x from S={before.Scale} to S={after.Scale}.\n"
            );
        }

        return text.ToString();
    }

    private async Task<(string Table, double Full)> RunAsync(int scale, CancellationToken cancellationToken)
    {
        var load = Machine.Load();
        var facts = BenchmarkEstate.Create(scale);
        var samples = new Samples(facts);
        output.WriteLine($"S={scale}");
        var figures = new EngineFigures(output, facts, new HashSet<string>(), rounds);
        var engine = figures.Measure(samples);
        await figures.MeasureLoadAsync(cancellationToken);
        var bandwidth = Bandwidth.Measure();
        var export = new EstateExport(facts);
        var own = new OwnAnswers(engine, export);
        var folder = Directory.CreateTempSubdirectory("peers-").FullName;
        try
        {
            export.WriteTo(folder);
            PeerQuestions.Of(export, samples, limits).WriteTo(folder);
            var equalities = new List<string>();
            var check = new AnswerCheck(own, folder);
            var answers = new Dictionary<string, PeerAnswers>();
            foreach (var peer in (string[])["duckdb", "postgres"])
            {
                output.WriteLine($"{peer} …");
                answers[peer] = await PeerProcess.RunAsync(peer, folder, cancellationToken);
                equalities.Add($"{answers[peer].Engine}: {check.Check(peer, answers[peer])}");
            }

            var table = new ResultTable(scale, figures, answers["duckdb"], answers["postgres"]).Write(
                string.Join("; ", equalities),
                bandwidth,
                SetTraffic.Bytes(engine.Index),
                $"{Machine.Describe()}; load {load} before, {Machine.Load()} after"
            );
            return (table, figures.Timings[Question.Full].Median);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
