using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Data;

namespace GovernanceDashboard.Jobs;

/// <summary>How a scheduled run ended.</summary>
/// <param name="Text">A sentence that names no person.</param>
public sealed record ScheduleOutcome(DateTimeOffset EndedAt, bool IsGood, string Text);

/// <summary>The last outcome of each schedule, in a file of the data folder: a restart does not run everything anew. Thread-safe.</summary>
public sealed class ScheduleBook(DataFolder folder)
{
    private const string FileName = "schedule.json";

    private readonly Lock _gate = new();
    private ImmutableDictionary<string, ScheduleOutcome>? _outcomes;

    /// <summary>Null before the first run.</summary>
    public ScheduleOutcome? Of(string name)
    {
        lock (_gate)
        {
            return Outcomes().GetValueOrDefault(name);
        }
    }

    public void Note(string name, ScheduleOutcome outcome)
    {
        lock (_gate)
        {
            _outcomes = Outcomes().SetItem(name, outcome);
            var fresh = folder.File(FileName + ".new");
            File.WriteAllText(fresh, JsonSerializer.Serialize(_outcomes));
            File.Move(fresh, folder.File(FileName), overwrite: true);
        }
    }

    // A file that cannot be read costs one run too many, and nothing else.
    private ImmutableDictionary<string, ScheduleOutcome> Outcomes()
    {
        if (_outcomes is null)
        {
            try
            {
                _outcomes = File.Exists(folder.File(FileName))
                    ? JsonSerializer.Deserialize<ImmutableDictionary<string, ScheduleOutcome>>(
                        File.ReadAllText(folder.File(FileName))
                    )
                    : null;
            }
            catch (JsonException)
            {
                _outcomes = null;
            }

            _outcomes ??= ImmutableDictionary.Create<string, ScheduleOutcome>(StringComparer.Ordinal);
        }

        return _outcomes;
    }
}
