using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Generation;

namespace GovernanceDashboard.Tests.Generation;

public sealed class EstateGeneratorTests : IDisposable
{
    /// <summary>What seed-data/ was made with; its README says so too.</summary>
    private static readonly EstateSize s_small = EstateSize.For(tables: 200, people: 120, seed: 39);

    private readonly string _folder = Directory.CreateTempSubdirectory("estate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_same_size_and_seed_give_the_same_bytes()
    {
        var once = await WriteAsync("once", s_small);
        var twice = await WriteAsync("twice", s_small);
        var other = await WriteAsync("other", s_small with { Seed = 5 });

        Assert.Equal(Digests(once), Digests(twice));
        Assert.NotEqual(Digests(once), Digests(other));
    }

    [Fact]
    public async Task Seed_data_is_what_the_generator_makes()
    {
        var made = Digests(await WriteAsync("made", s_small));
        var committed = Digests(SeedData());

        committed.Remove("README.md");
        Assert.Equal(made, committed);
    }

    [Fact]
    public void Seed_data_is_small_enough_to_read()
    {
        var bytes = Directory
            .EnumerateFiles(SeedData(), "*", SearchOption.AllDirectories)
            .Sum(path => new FileInfo(path).Length);

        Assert.InRange(bytes, 1, 3_000_000);
    }

    [Fact]
    public async Task Progress_tells_the_stages_and_how_far_they_are()
    {
        var reports = new Reports();

        await new EstateGenerator().WriteAsync(
            s_small with
            {
                Tables = 2_500,
            },
            _folder,
            reports,
            TestContext.Current.CancellationToken
        );

        Assert.Contains(reports.All, one => one is { Stage: "Making up tables", Done: 2_000, Total: 2_500 });
        Assert.Contains(reports.All, one => one.Stage == "Making up policies and tags");
    }

    [Fact]
    public async Task Cancelling_stops_it()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new EstateGenerator().WriteAsync(s_small, _folder, GeneratedEstate.Silence.Kept, source.Token)
        );
    }

    [Theory]
    [InlineData(10, 120)]
    [InlineData(200, 10)]
    public void A_size_too_small_for_the_story_is_refused(int tables, int people)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => EstateSize.For(tables, people, 1));
    }

    private static string SeedData([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "seed-data"));

    private static SortedDictionary<string, string> Digests(string folder)
    {
        var digests = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(
                path => Path.GetRelativePath(folder, path).Replace('\\', '/'),
                path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))
            );
        return new(digests, StringComparer.Ordinal);
    }

    private async Task<string> WriteAsync(string name, EstateSize size)
    {
        var folder = Path.Combine(_folder, name);
        await new EstateGenerator().WriteAsync(
            size,
            folder,
            GeneratedEstate.Silence.Kept,
            TestContext.Current.CancellationToken
        );
        return folder;
    }

    private sealed class Reports : IProgress<WorkProgress>
    {
        public List<WorkProgress> All { get; } = [];

        public void Report(WorkProgress value) => All.Add(value);
    }
}
