using System.Collections.Immutable;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Components.Layout;

/// <summary>A page that the Go menu and Alt with a digit lead to.</summary>
public sealed record Place(string Title, string Icon, string Shortcut, Func<Picture, string> Link);

/// <summary>The workbench's main pages, in the order of their shortcuts.</summary>
public static class Places
{
    public static ImmutableArray<Place> All { get; } =
    [
        new("Overview", "grid_view", "Alt+1", picture => Urls.Overview(picture)),
        new("Estate", "database", "Alt+2", picture => Urls.Estate(picture)),
        new("People", "group", "Alt+3", picture => Urls.People(picture)),
        new("What-if", "science", "Alt+4", picture => Urls.WhatIf(picture)),
        new("Evidence", "verified", "Alt+5", picture => Urls.Evidence(picture)),
        new("Snapshots", "photo_library", "Alt+6", Urls.Snapshots),
        new("Activity", "history", "Alt+7", Urls.Activity),
        new("Jobs", "pending_actions", "Alt+8", Urls.Jobs),
        new("Patterns", "category", "Alt+9", picture => Urls.Patterns(picture)),
        new("Records", "fact_check", "Alt+0", picture => Urls.Records(picture)),
        new("Four questions", "quiz", "Alt+B", picture => Urls.Board(picture)),
        new("Timeline", "timeline", "Alt+L", picture => Urls.Timeline(picture)),
        new("Exposure", "timelapse", "Alt+E", picture => Urls.Exposure(picture)),
        new("Metrics", "speed", "Alt+M", picture => Urls.Metrics(picture)),
        new("Drift", "compare_arrows", "Alt+R", picture => Urls.Drift(picture)),
        new("Findings", "report", "Alt+F", picture => Urls.Findings(picture)),
        new("Commitments", "handshake", "Alt+C", picture => Urls.Commitments(picture)),
        new("Flows", "conveyor_belt", "Alt+O", picture => Urls.Flows(picture)),
        new("Costs", "payments", "Alt+S", picture => Urls.Costs(picture)),
        new("Discoverable", "visibility", "Alt+V", picture => Urls.Discoverable(picture)),
        new("Log coverage", "receipt_long", "Alt+Q", picture => Urls.Coverage(picture)),
        new("Retention", "auto_delete", "Alt+K", picture => Urls.Retention(picture)),
        new("Restart", "restart_alt", "Alt+G", picture => Urls.Restart(picture)),
        new("Lateral reach", "alt_route", "Alt+A", picture => Urls.Lateral(picture)),
    ];

    /// <summary>The icon of the page at a path.</summary>
    public static string IconOf(string path) =>
        path.StartsWith("/table/", StringComparison.Ordinal) ? "table_chart"
        : path.StartsWith("/person/", StringComparison.Ordinal) ? "person"
        : path.StartsWith("/group/", StringComparison.Ordinal) ? "folder_special"
        : path == "/import" ? "cloud_download"
        : path == "/notifications" ? "notifications"
        : path.StartsWith("/pattern/", StringComparison.Ordinal) ? "category"
        : path == "/path" ? "folder_open"
        : At(path)?.Icon ?? "draft";

    /// <summary>What the page at a path is called as long as it has not said so itself.</summary>
    public static string TitleOf(string path) =>
        At(path)?.Title
        ?? path switch
        {
            "/import" => "Import",
            "/notifications" => "Notifications",
            _ => Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]),
        };

    private static Place? At(string path) =>
        All.FirstOrDefault(place => Urls.PathOf(place.Link(Picture.Newest)) == path);
}
