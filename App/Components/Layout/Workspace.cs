using System.Collections.Immutable;
using System.Text.Json;

namespace GovernanceDashboard.Components.Layout;

/// <summary>One open page of the workbench.</summary>
/// <param name="Path">What tells it from other tabs: the link up to its question mark.</param>
/// <param name="Link">Where it stands now, filters and all.</param>
public sealed record WorkspaceTab(string Path, string Link, string Title);

/// <summary>The tabs of one circuit. Pages name themselves; the layout moves between them.</summary>
/// <remarks>One tab per path: changing a filter stays in its tab. Used from the circuit's thread only.</remarks>
public sealed class Workspace
{
    private const int MaxTabs = 24;

    private readonly HashSet<string> _strays = new(StringComparer.Ordinal);
    private Func<string>? _where;

    /// <summary>Raised after every change of tabs, titles or the current tab.</summary>
    public event Action? Changed;

    /// <summary>In the order in which they stand.</summary>
    public ImmutableArray<WorkspaceTab> Tabs { get; private set; } = [];

    /// <summary>The path of the tab that is shown.</summary>
    public string Current { get; private set; } = "/";

    /// <summary>
    /// Tells where the browser is. A page names its tab as soon as it starts, which can be before the layout heard of the move;
    /// without this the title would land on the tab that was left.
    /// </summary>
    public void Follow(Func<string> where) => _where = where;

    /// <summary>Names the current tab.</summary>
    public void Title(string title)
    {
        if (_where?.Invoke() is { } link && Urls.PathOf(link) != Current)
        {
            Visit(link);
        }

        var index = IndexOf(Current);
        if (index >= 0 && Tabs[index].Title != title)
        {
            Tabs = Tabs.SetItem(index, Tabs[index] with { Title = title });
            Changed?.Invoke();
        }
    }

    /// <summary>Shows a link: in the tab of its path if there is one, else in one beside the current.</summary>
    public void Visit(string link)
    {
        link = Urls.Relative(link);
        var path = Urls.PathOf(link);
        var index = IndexOf(path);
        if (index >= 0)
        {
            Tabs = Tabs.SetItem(index, Tabs[index] with { Link = link });
        }
        else if (!_strays.Contains(path))
        {
            var place = IndexOf(Current) + 1;
            Tabs = Tabs.Insert(place, new WorkspaceTab(path, link, Places.TitleOf(path)));
            while (Tabs.Length > MaxTabs)
            {
                var oldest = Tabs.First(tab => tab.Path != path);
                Tabs = Tabs.Remove(oldest);
            }
        }

        Current = path;
        Changed?.Invoke();
    }

    /// <summary>A link that leads to no page: it keeps no tab, whether the layout heard of it before or hears of it after.</summary>
    public void Stray(string link)
    {
        var path = Urls.PathOf(Urls.Relative(link));
        _strays.Add(path);
        if (IndexOf(path) is >= 0 and var index)
        {
            Tabs = Tabs.RemoveAt(index);
            Changed?.Invoke();
        }
    }

    /// <summary>Closes a tab and gives the link to show next; null where the current tab stays.</summary>
    public string? Close(string path)
    {
        var index = IndexOf(path);
        if (index < 0)
        {
            return null;
        }

        Tabs = Tabs.RemoveAt(index);
        Changed?.Invoke();
        return path != Current ? null
            : Tabs.IsEmpty ? "/"
            : Tabs[Math.Min(index, Tabs.Length - 1)].Link;
    }

    /// <summary>Closes all tabs but the current one.</summary>
    public void CloseOthers()
    {
        Tabs = Tabs.RemoveAll(tab => tab.Path != Current);
        Changed?.Invoke();
    }

    /// <summary>The link of the tab so many places to the right (left if negative) of the current, around the end; null where it stands alone.</summary>
    public string? Neighbour(int steps)
    {
        var index = IndexOf(Current);
        return index < 0 || Tabs.Length < 2
            ? null
            : Tabs[(((index + steps) % Tabs.Length) + Tabs.Length) % Tabs.Length].Link;
    }

    /// <summary>Puts back the tabs of an earlier visit, before the first <see cref="Visit"/>.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote; anything else, and tabs that are not links of ours, are left out.</param>
    public void Restore(string? json)
    {
        Tabs = [.. Parse(json).Where(IsSound).DistinctBy(tab => tab.Path).Take(MaxTabs)];
        Changed?.Invoke();
    }

    public string ToJson() => JsonSerializer.Serialize(Tabs);

    private static WorkspaceTab[] Parse(string? json)
    {
        try
        {
            return string.IsNullOrEmpty(json) ? [] : JsonSerializer.Deserialize<WorkspaceTab[]>(json) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // Whatever stood in the browser's storage is shown as a link: only links of our own.
    private static bool IsSound(WorkspaceTab? tab) =>
        tab is { Path: ['/', ..], Title.Length: > 0 and <= 200, Link: ['/', ..] }
        && !tab.Link.StartsWith("//", StringComparison.Ordinal)
        && Urls.PathOf(tab.Link) == tab.Path;

    private int IndexOf(string path)
    {
        for (var index = 0; index < Tabs.Length; index++)
        {
            if (Tabs[index].Path == path)
            {
                return index;
            }
        }

        return -1;
    }
}
