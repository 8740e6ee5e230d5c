//! A query from the command line: its tables and borders, its text, its output.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use datafusion::execution::context::SQLOptions;
use datafusion::physical_plan::{ExecutionPlan, execute_stream};
use datafusion::prelude::SessionContext;
use futures::StreamExt;

use super::failure::{Failure, say};
use super::output::{Form, Output, Wanted};
use super::progress::{Progress, TICK};
use super::tables::Named;
use crate::borders;
use crate::settings::BadPoints;

/// A query.
#[derive(Args)]
pub struct QueryArgs {
    /// SQL with one statement: select .. from NAME ..
    sql: String,

    /// Table: a file of Parquet, GeoParquet or CSV, or a folder of them; repeat it for more
    #[arg(short, long = "table", value_name = "NAME=PATH")]
    tables: Vec<Named>,

    /// Border that functions may call by its name: GeoJSON with lines; repeat it for more
    #[arg(long = "border", value_name = "NAME=FILE")]
    borders: Vec<Named>,

    /// End at the first value that is no position, and name it; nothing is then left unread [default: its answers
    /// are NULL]
    #[arg(long)]
    strict: bool,

    /// Form of the output
    #[arg(short, long, value_enum, default_value_t = Form::Table)]
    format: Form,

    /// File for the output [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Print errors only
    #[arg(short, long)]
    quiet: bool,
}

/// A plan whose run something may end early.
#[derive(Default)]
pub struct Bounded {
    plan: std::sync::OnceLock<Arc<dyn ExecutionPlan>>,
}

impl Bounded {
    /// The plan, once it is being run.
    pub fn plan(&self) -> Option<&Arc<dyn ExecutionPlan>> {
        self.plan.get()
    }
}

impl QueryArgs {
    /// The treatment of values that are no position.
    pub fn bad_points(&self) -> BadPoints {
        if self.strict { BadPoints::Refuse } else { BadPoints::Null }
    }

    /// Checks what needs no session, and defines the borders.
    pub fn prepare(&self) -> Result<(), Failure> {
        if self.format == Form::Parquet && self.output.is_none() {
            let message = "Parquet is not written to standard output; name a file by --output";
            return Err(Failure::File(message.to_owned()));
        }
        for border in &self.borders {
            borders::define(border.name(), &border.text()?).map_err(Failure::File)?;
        }
        Ok(())
    }

    /// Runs the query in a session. The plan is put where another can see it.
    pub async fn run(&self, session: &SessionContext, bounded: &Bounded) -> Result<(), Failure> {
        for table in &self.tables {
            table.register(session).await?;
        }
        // A query writes nothing but its output.
        let reads = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false);
        let query = session.sql_with_options(&self.sql, reads).await?;
        let plan = query.create_physical_plan().await?;
        let _ = bounded.plan.set(plan.clone());
        let mut output = Output::open(self.output.as_deref(), self.format, plan.schema())?;
        let mut progress = Progress::of(plan.clone(), self.quiet);
        let (mut written, mut wanted) = (0, Wanted::More);
        let mut rows = execute_stream(plan, session.task_ctx())?;
        let mut tick = tokio::time::interval(TICK);
        tick.tick().await;
        while wanted == Wanted::More {
            let batch = tokio::select! {
                batch = rows.next() => batch,
                _ = tick.tick() => {
                    progress.tick(written);
                    continue;
                }
            };
            let Some(batch) = batch.transpose().inspect_err(|_| progress.clear())? else { break };
            written += batch.num_rows();
            wanted = output.write(batch).inspect_err(|_| progress.clear())?;
        }
        progress.finish(written);
        output.finish()?;
        if wanted == Wanted::Enough && !self.quiet {
            say("the table shows the first 1000 rows; give --format csv for all");
        }
        Ok(())
    }
}
