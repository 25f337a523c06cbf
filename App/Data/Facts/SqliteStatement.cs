using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GovernanceDashboard.Data.Facts;

/// <summary>
/// A prepared statement bound and read without boxing or copying: a full estate is half a million rows.
/// Parameters count from 1, columns from 0. For one thread.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    public SqliteStatement Bind(int parameter, long? value)
    {
        Check(
            value is { } number
                ? raw.sqlite3_bind_int64(_statement, parameter, number)
                : raw.sqlite3_bind_null(_statement, parameter)
        );
        return this;
    }

    public SqliteStatement Bind(int parameter, string? value)
    {
        Check(
            value is null
                ? raw.sqlite3_bind_null(_statement, parameter)
                : raw.sqlite3_bind_text(_statement, parameter, value)
        );
        return this;
    }

    public SqliteStatement BindUtf8(int parameter, ReadOnlySpan<byte> text)
    {
        Check(raw.sqlite3_bind_text(_statement, parameter, text));
        return this;
    }

    /// <summary>True where a row is ready; false at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        switch (result)
        {
            case raw.SQLITE_ROW:
                return true;
            case raw.SQLITE_DONE:
                return false;
            default:
                Fail(result);
                return false;
        }
    }

    /// <summary>Runs a statement that returns no rows, and makes it ready for the next.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public void Reset() => Check(raw.sqlite3_reset(_statement));

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public long? NullableLong(int column) =>
        raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : Long(column);

    /// <summary>UTF-8 of a text column; valid until the next step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(_statement, column);

    public string Text(int column) => System.Text.Encoding.UTF8.GetString(Utf8(column));

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            Fail(result);
        }
    }

    private void Fail(int result)
    {
        try
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
        catch (SqliteException fault) when (SqliteFaults.Of(fault) is { } inWords)
        {
            throw inWords;
        }
    }
}
