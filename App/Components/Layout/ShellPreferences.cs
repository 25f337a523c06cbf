using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GovernanceDashboard.Components.Layout;

/// <summary>What the browser remembers of the workbench's panes. Sizes are percentages of the workbench's width.</summary>
public sealed record ShellPreferences(
    double ExplorerSize = 17,
    double PropertiesSize = 20,
    bool IsExplorerOpen = true,
    bool ArePropertiesOpen = true
)
{
    public const string Key = "panes";

    [JsonIgnore]
    public string ExplorerCss => Css(ExplorerSize);

    [JsonIgnore]
    public string PropertiesCss => Css(PropertiesSize);

    /// <summary>Reads what <see cref="ToJson"/> wrote; anything else gives the defaults.</summary>
    public static ShellPreferences Parse(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return new();
        }

        try
        {
            var read = JsonSerializer.Deserialize<ShellPreferences>(json) ?? new();
            return read with
            {
                ExplorerSize = Math.Clamp(read.ExplorerSize, 8, 45),
                PropertiesSize = Math.Clamp(read.PropertiesSize, 8, 45),
            };
        }
        catch (JsonException)
        {
            return new();
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    private static string Css(double percent) => percent.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
