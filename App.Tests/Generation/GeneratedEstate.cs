using System.Text.Json.Nodes;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Generation;

namespace GovernanceDashboard.Tests.Generation;

/// <summary>A generated estate of middle size, in a folder that goes when the tests end, with readers for its files.</summary>
public sealed class GeneratedEstate : IAsyncLifetime
{
    private readonly EstateSize _size;

    public GeneratedEstate()
        : this(Size) { }

    internal GeneratedEstate(EstateSize size) => _size = size;

    public static EstateSize Size { get; } = new(3_000, 1_000, 20, 420, 5);

    public string Folder { get; } = Directory.CreateTempSubdirectory("estate-").FullName;

    public async ValueTask InitializeAsync() =>
        await new EstateGenerator().WriteAsync(_size, Folder, Silence.Kept, CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The rows of a CSV file whose values hold no line breaks, by column name.</summary>
    public List<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, file));
        var header = Fields(lines[0]);
        return
        [
            .. lines.Skip(1).Select(line => header.Zip(Fields(line)).ToDictionary(one => one.First, one => one.Second)),
        ];
    }

    public JsonNode Json(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!;

    /// <summary>The resources of all pages, checked to be as many as the pages say.</summary>
    public List<JsonNode> Scim(string name)
    {
        var pages = Directory
            .GetFiles(Path.Combine(Folder, "directory"), name + "-*.json")
            .Order(StringComparer.Ordinal);
        var all = new List<JsonNode>();
        foreach (var page in pages.Select(path => JsonNode.Parse(File.ReadAllText(path))!))
        {
            Assert.Equal(all.Count + 1, page["startIndex"]!.GetValue<int>());
            all.AddRange(page["Resources"]!.AsArray().Select(one => one!));
        }

        return all;
    }

    public JsonNode Truth(string rule) => Json("truth.json").AsArray().Single(one => Text(one!["rule"]) == rule)!;

    public static string Text(JsonNode? node) => node!.GetValue<string>();

    public static IEnumerable<string> Texts(JsonNode? node) => node?.AsArray().Select(Text) ?? [];

    private static List<string> Fields(string line)
    {
        // Split at quotes, the even parts stand outside; a doubled quote leaves an empty part between two inside ones.
        var fields = new List<string> { "" };
        var parts = line.Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 1)
            {
                fields[^1] += parts[i];
            }
            else if (parts[i].Length == 0 && i > 0 && i < parts.Length - 1)
            {
                fields[^1] += '"';
            }
            else
            {
                var outside = parts[i].Split(',');
                fields[^1] += outside[0];
                fields.AddRange(outside[1..]);
            }
        }

        return fields;
    }

    /// <summary>Progress that nobody looks at.</summary>
    public sealed class Silence : IProgress<WorkProgress>
    {
        public static Silence Kept { get; } = new();

        public void Report(WorkProgress value) => Assert.NotEmpty(value.Stage);
    }
}
