using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts;

internal sealed class PooledStringConverter(StringPool pool) : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        pool.Get(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    public override string ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);
}

/// <summary>Milliseconds since 1970, UTC.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}

/// <summary>A digit from 0 to 7, as chmod has it.</summary>
internal sealed class PathBitsConverter : JsonConverter<PathBits>
{
    public override PathBits Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (PathBits)reader.GetInt32();

    public override void Write(Utf8JsonWriter writer, PathBits value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((int)value);
}

internal sealed class PrincipalIdConverter(StringPool pool) : JsonConverter<PrincipalId>
{
    public override PrincipalId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.ValueIsEscaped
            ? FactKeys.ReadPrincipal(System.Text.Encoding.UTF8.GetBytes(reader.GetString()!), pool)
            : FactKeys.ReadPrincipal(reader.ValueSpan, pool);

    public override void Write(Utf8JsonWriter writer, PrincipalId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>An array of database and table: a name with a dot in it stays whole.</summary>
internal sealed class TableNameConverter(StringPool pool) : JsonConverter<TableName>
{
    public override TableName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        var database = pool.Get(ref reader)!;
        reader.Read();
        var table = pool.Get(ref reader)!;
        reader.Read();
        return new(database, table);
    }

    public override void Write(Utf8JsonWriter writer, TableName value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Database);
        writer.WriteStringValue(value.Table);
        writer.WriteEndArray();
    }
}

/// <summary>An array of one to three names.</summary>
internal sealed class ResourceNameConverter(StringPool pool) : JsonConverter<ResourceName>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ResourceName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? database = null;
        string? table = null;
        string? column = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var part = pool.Get(ref reader);
            (database, table, column) =
                database is null ? (part, null, null)
                : table is null ? (database, part, null)
                : (database, table, part);
        }

        return new(database!, table, column);
    }

    public override void Write(Utf8JsonWriter writer, ResourceName value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Database);
        if (value.Table is { } table)
        {
            writer.WriteStringValue(table);
        }

        if (value.Column is { } column)
        {
            writer.WriteStringValue(column);
        }

        writer.WriteEndArray();
    }
}

/// <summary>An array: name, type, then comment and partition-key flag where there is one. A full estate has 400,000 of them.</summary>
internal sealed class TableColumnConverter(StringPool pool) : JsonConverter<TableColumn>
{
    public override TableColumn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        var name = pool.Get(ref reader)!;
        reader.Read();
        var type = pool.Get(ref reader)!;
        string? comment = null;
        var isPartitionKey = false;
        reader.Read();
        if (reader.TokenType != JsonTokenType.EndArray)
        {
            comment = pool.Get(ref reader);
            reader.Read();
        }

        if (reader.TokenType != JsonTokenType.EndArray)
        {
            isPartitionKey = reader.GetBoolean();
            reader.Read();
        }

        return new(name, type, comment, isPartitionKey);
    }

    public override void Write(Utf8JsonWriter writer, TableColumn value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Name);
        writer.WriteStringValue(value.Type);
        if (value.Comment is not null || value.IsPartitionKey)
        {
            writer.WriteStringValue(value.Comment); // null writes null
        }

        if (value.IsPartitionKey)
        {
            writer.WriteBooleanValue(true);
        }

        writer.WriteEndArray();
    }
}

/// <summary>Levels in ordinal order of their names; the library's own converter would take the culture's.</summary>
internal sealed class ResourceLevelsConverter(StringPool pool)
    : JsonConverter<ImmutableSortedDictionary<string, ResourceValues>>
{
    public override ImmutableSortedDictionary<string, ResourceValues> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        var values = (JsonConverter<ResourceValues>)options.GetConverter(typeof(ResourceValues));
        var levels = ImmutableSortedDictionary.CreateBuilder<string, ResourceValues>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var level = reader.ValueIsEscaped ? reader.GetString()! : pool.Get(reader.ValueSpan);
            reader.Read();
            levels[level] = values.Read(ref reader, typeof(ResourceValues), options)!;
        }

        return levels.ToImmutable();
    }

    public override void Write(
        Utf8JsonWriter writer,
        ImmutableSortedDictionary<string, ResourceValues> value,
        JsonSerializerOptions options
    )
    {
        var values = (JsonConverter<ResourceValues>)options.GetConverter(typeof(ResourceValues));
        writer.WriteStartObject();
        foreach (var (level, entry) in value.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(level);
            values.Write(writer, entry, options);
        }

        writer.WriteEndObject();
    }
}
