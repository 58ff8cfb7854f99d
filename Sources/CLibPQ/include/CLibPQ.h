#pragma once
#include <stddef.h>

// The few functions of libpq that the driver calls, found at run time, so that the program starts where libpq is not
// installed and builds without its headers. Names and meaning are libpq's; see its manual.

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;

static const int pq_connection_ok = 0;
static const int pq_transaction_idle = 0;
static const int pq_result_command_ok = 1;
static const int pq_result_tuples_ok = 2;
static const int pq_result_pipeline_sync = 10;
static const int pq_result_pipeline_aborted = 11;

// Loads libpq once. NULL when it is there, else what is wrong, in words for the operator.
const char *pq_load(void);

// `settings` is a conninfo string or a URL.
PGconn *pq_connect(const char *settings);
void pq_finish(PGconn *connection);
int pq_status(const PGconn *connection);
int pq_transaction_status(const PGconn *connection);
const char *pq_error_message(const PGconn *connection);

PGresult *pq_exec(PGconn *connection, const char *text);
PGresult *pq_prepare(PGconn *connection, const char *name, const char *text, int count, const unsigned int *types);
// Parameters and results are in binary format.
PGresult *pq_exec_prepared(PGconn *connection, const char *name, int count, const char *const *values, const int *lengths,
                           const int *formats);
int pq_send_prepared(PGconn *connection, const char *name, int count, const char *const *values, const int *lengths,
                     const int *formats);
PGresult *pq_next_result(PGconn *connection);
int pq_enter_pipeline(PGconn *connection);
int pq_exit_pipeline(PGconn *connection);
int pq_pipeline_sync(PGconn *connection);

int pq_result_status(const PGresult *result);
const char *pq_result_sqlstate(const PGresult *result);
const char *pq_result_severity(const PGresult *result);
const char *pq_result_message(const PGresult *result);
const char *pq_result_command(PGresult *result);
const char *pq_result_changed(PGresult *result);
int pq_row_count(const PGresult *result);
int pq_column_count(const PGresult *result);
unsigned int pq_column_type(const PGresult *result, int column);
int pq_is_null(const PGresult *result, int row, int column);
int pq_length(const PGresult *result, int row, int column);
const char *pq_value(const PGresult *result, int row, int column);
void pq_clear(PGresult *result);
