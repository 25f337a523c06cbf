using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace GovernanceDashboard.Components;

/// <summary>
/// Builds and reads every link of the app. All links carry the picture (<c>snapshot</c>, <c>at</c>), so that what is shown
/// can be handed to a colleague. Links start with a slash; readers take a full address or such a link.
/// </summary>
public static partial class Urls
{
    public static string Overview(Picture picture, OverviewAddress? address = null) =>
        new Link("/")
            .With("attribute", address?.Attribute)
            .With(
                "measure",
                address is null or { Measure: HeatmapMeasure.Breadth }
                    ? null
                    : address.Measure.ToString().ToLowerInvariant()
            )
            .With("view", address?.AsTable == true ? "table" : null)
            .With("compare", address?.Compare)
            .With(picture);

    public static string Estate(Picture picture, TableQuery? query = null) =>
        new Link("/estate")
            .With("q", query?.Search)
            .With("db", query?.Database)
            .With("group", query?.Group)
            .With("class", query?.Class)
            .With("label", query?.Label)
            .With("min", query?.MinPeople?.ToString(CultureInfo.InvariantCulture))
            .With("sort", query is null or { Sort: TableSort.Name } ? null : query.Sort.ToString().ToLowerInvariant())
            .With("desc", query?.Descending == true ? "1" : null)
            .With(picture);

    public static string Table(Picture picture, TableName table) => Table(picture, new TableAddress(table));

    public static string Table(Picture picture, TableAddress address) =>
        new Link("/table/" + Uri.EscapeDataString(address.Table.ToString()))
            .With("tab", address.Tab)
            .With("column", address.Column)
            .With("person", address.Person)
            .With("flag", address.Flag)
            .With(picture);

    /// <param name="reference">A label's reference: a pseudonym or a service account's name, never a real name.</param>
    /// <param name="flag">Only tables with this flag: <c>masked</c>, <c>filtered</c>, <c>conditional</c>; null for all.</param>
    public static string Person(Picture picture, string reference, string? flag = null) =>
        new Link("/person/" + Uri.EscapeDataString(reference)).With("flag", flag).With(picture);

    public static string People(Picture picture, string? search = null) =>
        new Link("/people").With("q", search).With(picture);

    public static string WhatIf(Picture picture, WhatIfAddress? address = null) =>
        new Link("/what-if")
            .With("policy", address?.Policy?.ToString(CultureInfo.InvariantCulture))
            .With("list", address?.List?.ToString().ToLowerInvariant())
            .With("item", address?.Item?.ToString(CultureInfo.InvariantCulture))
            .With("principal", address?.Principal)
            .With("q", address?.Search)
            .With("reaching", address?.Reaching)
            .With("group", address?.Group)
            .With("attribute", address?.Attribute)
            .With("changes", address?.Changes)
            .With(picture);

    /// <param name="scope"><c>group:NAME</c> or <c>table:db.t</c>; null lets the reader choose.</param>
    public static string Evidence(Picture picture, string? scope = null) =>
        new Link("/evidence").With("scope", scope).With(picture);

    public static string Group(Picture picture, GroupAddress address) =>
        new Link("/group/" + Uri.EscapeDataString(address.Group))
            .With("attribute", address.Attribute)
            .With("population", address.Population)
            .With("tab", address.Tab)
            .With(picture);

    public static string Patterns(Picture picture, PatternsAddress? address = null) =>
        new Link("/patterns")
            .With("q", address?.Search)
            .With("view", address?.ShowsSignatures == true ? "signatures" : null)
            .With("table", address?.Table?.ToString())
            .With(picture);

    public static string Pattern(Picture picture, PatternAddress address) =>
        new Link("/pattern/" + Uri.EscapeDataString(address.Id)).With("tab", address.Tab).With(picture);

    /// <param name="url">The address that is asked about; null lets the reader type one.</param>
    public static string Path(Picture picture, string? url = null) => new Link("/path").With("url", url).With(picture);

    public static string Records(Picture picture, RecordsAddress? address = null) =>
        new Link("/records").With("type", address?.Type).With("q", address?.Search).With(picture);

    public static string Exposure(Picture picture, ExposureAddress? address = null) =>
        new Link("/exposure")
            .With("scope", address?.Scope)
            .With("from", address?.From)
            .With("to", address?.To)
            .With("basis", address?.IsGross == true ? "gross" : null)
            .With(picture);

    public static string Metrics(Picture picture, MetricsAddress? address = null) =>
        new Link("/metrics")
            .With("scope", address?.Scope)
            .With("whom", address?.Whom)
            .With("attribute", address?.Attribute)
            .With("lookback", address?.LookBack)
            .With("from", address?.From)
            .With("to", address?.To)
            .With("step", address?.Step)
            .With("broad", address?.Broad)
            .With("basis", address?.IsGross == true ? "gross" : null)
            .With(
                "view",
                address is null or { View: MetricsView.Tables } ? null : address.View.ToString().ToLowerInvariant()
            )
            .With(picture);

    public static string Board(Picture picture, BoardAddress? address = null) =>
        new Link("/board").With("scope", address?.Scope).With(picture);

    public static string Timeline(Picture picture, TimelineAddress? address = null) =>
        new Link("/timeline").With("scope", address?.Scope).With("instant", address?.Instant).With(picture);

    public static string Drift(Picture picture, DriftAddress? address = null) =>
        new Link("/drift")
            .With("from", address?.From)
            .With("to", address?.To)
            .With("attribute", address?.Attribute)
            .With("view", address?.ShowsFacts == true ? "facts" : null)
            .With(picture);

    public static string Snapshots(Picture picture) => new Link("/snapshots").With(picture);

    public static string Import(Picture picture) => new Link("/import").With(picture);

    public static string Notifications(Picture picture) => new Link("/notifications").With(picture);

    public static string Activity(Picture picture) => new Link("/activity").With(picture);

    public static string Jobs(Picture picture) => new Link("/jobs").With(picture);

    /// <summary>The same link over another picture.</summary>
    public static string WithPicture(string uri, Picture picture)
    {
        var read = new Query(uri);
        var link = new Link(read.Path);
        foreach (var (name, value) in read.Values.Where(pair => pair.Key is not ("snapshot" or "at")))
        {
            link = link.With(name, value.ToString());
        }

        return link.With(picture);
    }

    /// <summary>The picture of a link; parts that cannot be read count as not given.</summary>
    public static Picture ReadPicture(string uri)
    {
        var query = new Query(uri);
        return new Picture(
            query.Int("snapshot") is > 0 and var id ? new SnapshotId(id) : null,
            UtcText.TryRead(query["at"], out var at) ? at : null
        );
    }

    public static OverviewAddress ReadOverview(string uri)
    {
        var query = new Query(uri);
        return new OverviewAddress(
            query["attribute"],
            query.Choice<HeatmapMeasure>("measure") ?? HeatmapMeasure.Breadth,
            query["view"] == "table",
            query["compare"]
        );
    }

    public static TableQuery ReadEstate(string uri)
    {
        var query = new Query(uri);
        return new TableQuery(
            query["q"],
            query["db"],
            query["group"],
            query["class"],
            query["label"],
            query.Int("min"),
            query.Choice<TableSort>("sort") ?? TableSort.Name,
            query["desc"] == "1"
        );
    }

    /// <summary>Null where the path does not name a table.</summary>
    public static TableAddress? ReadTable(string uri)
    {
        var query = new Query(uri);
        return TableName.TryParse(query.After("/table/"), out var table)
            ? new TableAddress(table, query["tab"], query["column"], query["person"], query["flag"])
            : null;
    }

    /// <summary>The reference of a person's page; null where the path names nobody.</summary>
    public static string? ReadPerson(string uri) => new Query(uri).After("/person/");

    /// <summary>The flag that a link filters readers or tables by; null for none.</summary>
    public static string? ReadFlag(string uri) => new Query(uri)["flag"];

    public static string? ReadPeople(string uri) => new Query(uri)["q"];

    public static WhatIfAddress ReadWhatIf(string uri)
    {
        var query = new Query(uri);
        return new WhatIfAddress(
            query.Int("policy"),
            query.Choice<PolicyItemList>("list"),
            query.Int("item"),
            query["principal"],
            query["q"],
            query["reaching"],
            query["group"],
            query["attribute"],
            query["changes"]
        );
    }

    public static PatternsAddress ReadPatterns(string uri)
    {
        var query = new Query(uri);
        return new PatternsAddress(
            query["q"],
            query["view"] == "signatures",
            TableName.TryParse(query["table"], out var table) ? table : null
        );
    }

    public static ExposureAddress ReadExposure(string uri)
    {
        var query = new Query(uri);
        return new ExposureAddress(query["scope"], query["from"], query["to"], query["basis"] == "gross");
    }

    public static MetricsAddress ReadMetrics(string uri)
    {
        var query = new Query(uri);
        return new MetricsAddress(
            query["scope"],
            query["attribute"],
            query["lookback"],
            query["from"],
            query["to"],
            query["step"],
            query["basis"] == "gross",
            query.Choice<MetricsView>("view") ?? MetricsView.Tables,
            query["whom"],
            query["broad"]
        );
    }

    public static BoardAddress ReadBoard(string uri) => new(new Query(uri)["scope"]);

    public static TimelineAddress ReadTimeline(string uri)
    {
        var query = new Query(uri);
        return TimelineAddress.Of(query["scope"], query["table"], query["person"], query["instant"]);
    }

    public static DriftAddress ReadDrift(string uri)
    {
        var query = new Query(uri);
        return new DriftAddress(query["from"], query["to"], query["attribute"], query["view"] == "facts");
    }

    public static RecordsAddress ReadRecords(string uri)
    {
        var query = new Query(uri);
        return new RecordsAddress(query["type"], query["q"]);
    }

    /// <summary>Null where the path names no pattern.</summary>
    public static PatternAddress? ReadPattern(string uri)
    {
        var query = new Query(uri);
        return query.After("/pattern/") is { } id ? new PatternAddress(id, query["tab"]) : null;
    }

    /// <summary>The address that a link asks about; null where none is given.</summary>
    public static string? ReadPath(string uri) => new Query(uri)["url"];

    /// <summary>The scope of an evidence link; null where none is chosen.</summary>
    public static string? ReadEvidence(string uri) => new Query(uri)["scope"];

    /// <summary>Null where the path names no group.</summary>
    public static GroupAddress? ReadGroup(string uri)
    {
        var query = new Query(uri);
        return query.After("/group/") is { } group
            ? new GroupAddress(group, query["attribute"], query["population"], query["tab"])
            : null;
    }

    /// <summary>The part before the question mark, with its leading slash, still escaped: what tells one page from another.</summary>
    public static string PathOf(string uri) => new Query(uri).Path;

    /// <summary>Path and query of a full address, as this class builds them.</summary>
    public static string Relative(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var full) && !full.IsFile ? full.PathAndQuery : uri;

    private sealed record Link(string Text)
    {
        public Link With(string name, string? value) =>
            string.IsNullOrEmpty(value)
                ? this
                : new Link(
                    $"{Text}{(Text.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}"
                );

        public string With(Picture picture) =>
            With("snapshot", picture.Snapshot?.ToString()).With("at", UtcText.Of(picture.At)).Text;
    }

    private sealed class Query
    {
        public Query(string uri)
        {
            var text = Relative(uri);
            var hash = text.IndexOf('#', StringComparison.Ordinal);
            text = hash < 0 ? text : text[..hash];
            var mark = text.IndexOf('?', StringComparison.Ordinal);
            Path = mark < 0 ? text : text[..mark];
            Values = QueryHelpers.ParseQuery(mark < 0 ? "" : text[mark..]);
        }

        public string Path { get; }

        public IReadOnlyDictionary<string, StringValues> Values { get; }

        public string? this[string name] =>
            Values.TryGetValue(name, out var found) && found.Count > 0 && found[0] is { Length: > 0 } text
                ? text
                : null;

        public int? Int(string name) =>
            int.TryParse(this[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

        public T? Choice<T>(string name)
            where T : struct, Enum =>
            this[name] is { } text && !char.IsDigit(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value)
                ? value
                : null;

        public string? After(string prefix) =>
            Path.StartsWith(prefix, StringComparison.Ordinal) && Path.Length > prefix.Length
                ? Uri.UnescapeDataString(Path[prefix.Length..])
                : null;
    }
}
