using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts;

/// <summary>
/// The canonical JSON of facts: members in declared order, nulls left out, instants in milliseconds, nothing indented.
/// Equal facts give equal bytes on every machine; the snapshot's digest rests on it.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Principal))]
[JsonSerializable(typeof(DatabaseResource))]
[JsonSerializable(typeof(TableResource))]
[JsonSerializable(typeof(Policy))]
[JsonSerializable(typeof(SecurityZone))]
[JsonSerializable(typeof(AccessService))]
[JsonSerializable(typeof(Classification))]
[JsonSerializable(typeof(TableGroup))]
[JsonSerializable(typeof(Population))]
[JsonSerializable(typeof(IntendedAccess))]
[JsonSerializable(typeof(DataOwner))]
[JsonSerializable(typeof(HiveGrant))]
[JsonSerializable(typeof(ViewSources))]
[JsonSerializable(typeof(TableStorage))]
[JsonSerializable(typeof(HdfsService))]
[JsonSerializable(typeof(PathPermission))]
[JsonSerializable(typeof(LineageEdge))]
[JsonSerializable(typeof(Dashboard))]
[JsonSerializable(typeof(AccessException))]
[JsonSerializable(typeof(Waiver))]
[JsonSerializable(typeof(Approval))]
[JsonSerializable(typeof(Commitment))]
[JsonSerializable(typeof(RetentionRule))]
[JsonSerializable(typeof(CollectionFlow))]
[JsonSerializable(typeof(CapturePause))]
[JsonSerializable(typeof(CapturedRows))]
[JsonSerializable(typeof(SubjectPresence))]
[JsonSerializable(typeof(DataZone))]
[JsonSerializable(typeof(LogCoverage))]
[JsonSerializable(typeof(ChangeEvent))]
[JsonSerializable(typeof(StorageCost))]
[JsonSerializable(typeof(DataQuality))]
[JsonSerializable(typeof(SortedDictionary<string, long>))]
internal sealed partial class FactJson : JsonSerializerContext
{
    /// <summary>A context whose strings come from <paramref name="pool"/>.</summary>
    public static FactJson With(StringPool pool) =>
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                IgnoreReadOnlyProperties = true,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // stored, never put into a page
                Converters =
                {
                    new PooledStringConverter(pool),
                    new InstantConverter(),
                    new PathBitsConverter(),
                    new PrincipalIdConverter(pool),
                    new TableNameConverter(pool),
                    new ResourceNameConverter(pool),
                    new TableColumnConverter(pool),
                    new ResourceLevelsConverter(pool),
                },
            }
        );
}
